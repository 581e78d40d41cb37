/**
 * Stands in the portal's place until the portal does, and comes into sight when that takes too long: with its program
 * refused or missing there is nobody else to say so. It needs no script; portal.css keeps it hidden at first.
 */
export const NOT_STARTED = `<div class="portal-asleep">
<h1>平台还没有打开</h1>
<p>它的程序没有送达，或者与发布的不一致、为了安全没有运行。请刷新页面；一直打不开时，请告诉管理员。</p>
<p lang="en">The portal has not opened: its program did not arrive, or is not what was released and was not run, for safety. Please reload; if it never opens, tell your administrator.</p>
<p>portal_not_started</p>
</div>`
