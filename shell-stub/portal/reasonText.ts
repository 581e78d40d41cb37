import type { FailureReason, ReleaseReason } from '@sunshine-aid/shell-kit'
import type { Locale } from '@sunshine-aid/host-contract'

type Texts = Readonly<Record<FailureReason | ReleaseReason, string>>

/** What differs when it is the list of functions itself that cannot be read. */
export const LIST_TEXTS: Readonly<Record<Locale, Partial<Texts>>> = {
  'zh-CN': {
    missing: '服务器上没有功能列表，可能正在更新。请稍后再试。',
    unreachable: '没有取到功能列表，多半是网络原因。',
    late: '功能列表迟迟没有送达，网络可能较慢。',
    html: '服务器送来的不是功能列表，而是一个网页，请告诉管理员。',
  },
  en: {
    missing: 'It is not on the server; an update may be under way. Please try again in a moment.',
    unreachable: 'It did not arrive, most likely because of the network.',
    late: 'It took too long to arrive; the network may be slow.',
    html: 'The server sent a page in its place; please tell your administrator.',
  },
}

/** Why something of the portal does not work, in one sentence for staff. The code beside it is for those who help. */
export const REASON_TEXTS: Readonly<Record<Locale, Texts>> = {
  'zh-CN': {
    contract: '这部分需要更新版本的平台，请告诉管理员。',
    shared: '这部分需要的公共程序版本不符，请告诉管理员。',
    capability: '平台缺少这部分必需的能力，请告诉管理员。',
    permission: '您还没有使用这部分的权限，如有需要请向资助管理员申请。',
    missing: '服务器上没有这部分的程序，可能正在更新。请稍后再试。',
    unreachable: '没有取到这部分的程序，多半是网络原因。',
    late: '这部分的程序迟迟没有送达，网络可能较慢。',
    html: '服务器送来的不是程序，而是一个网页，请告诉管理员。',
    wrong_type: '服务器没有把这部分标明为程序，请告诉管理员。',
    wrong_hash: '收到的程序与发布的不一致，为了安全没有运行，请告诉管理员。',
    shared_unreachable: '这部分所用的公共程序没有送达，刷新页面可能有帮助。',
    style_unreachable: '这部分的样式没有送达，多半是网络原因。',
    script_failed: '这部分的程序运行出错，请告诉管理员。',
    no_mount: '收到的程序不完整，请告诉管理员。',
    mount_failed: '这部分启动时出了问题。',
    mount_hang: '这部分启动太久，已停止。',
    not_json: '发布文件不完整，请告诉管理员。',
    from_future: '发布文件是为更新的平台准备的，请告诉管理员。',
    malformed: '发布文件的内容有误，请告诉管理员。',
    outside_folder: '发布文件中的地址超出了允许的范围，请告诉管理员。',
    other_scheme: '发布文件中的地址类型不被允许，请告诉管理员。',
    duplicate_id: '发布文件中有两个同名的部分，请告诉管理员。',
    overlapping_paths: '发布文件中有两个部分占用同一个地址，请告诉管理员。',
  },
  en: {
    contract: 'It needs a newer portal; please tell your administrator.',
    shared: 'The shared programs have other versions than it needs; please tell your administrator.',
    capability: 'The portal lacks something that it cannot do without; please tell your administrator.',
    permission: 'You may not use it yet. If you need it for your work, ask your aid administrator.',
    missing: 'Its program is not on the server; an update may be under way. Please try again in a moment.',
    unreachable: 'Its program did not arrive, most likely because of the network.',
    late: 'Its program took too long to arrive; the network may be slow.',
    html: 'The server sent a page instead of a program; please tell your administrator.',
    wrong_type: 'The server does not declare it as a program; please tell your administrator.',
    wrong_hash:
      'What arrived is not what was released, so it was not run, for safety. Please tell your administrator.',
    shared_unreachable: 'A shared program that it uses did not arrive; reloading the page may help.',
    style_unreachable: 'Its styles did not arrive, most likely because of the network.',
    script_failed: 'Its program fails when it runs; please tell your administrator.',
    no_mount: 'The program that arrived is incomplete; please tell your administrator.',
    mount_failed: 'Something went wrong while it started.',
    mount_hang: 'It took too long to start and was stopped.',
    not_json: 'The release file is incomplete; please tell your administrator.',
    from_future: 'The release was made for a newer portal; please tell your administrator.',
    malformed: 'The release file has a fault; please tell your administrator.',
    outside_folder: 'An address in the release leads to where it must not; please tell your administrator.',
    other_scheme:
      'An address in the release is of a kind that is not allowed; please tell your administrator.',
    duplicate_id: 'The release names two parts alike; please tell your administrator.',
    overlapping_paths: 'Two parts of the release claim the same address; please tell your administrator.',
  },
}
