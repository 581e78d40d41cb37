/** In a shadow root, so neither the page's rules nor these reach the other side. */
export const STYLES = `
:host { all: initial; position: fixed; inset: auto 0 var(--edge, 0px) 0; z-index: 2147483647; pointer-events: none; }
* { box-sizing: border-box; font: 13px/1.4 system-ui, 'Noto Sans SC Variable', sans-serif; }
[hidden] { display: none !important; }
.bar { display: flex; align-items: center; gap: 4px 14px; padding: 4px 12px; pointer-events: auto;
  background: #4a1d78; color: #fff; border-top: 2px solid #ffd76a; }
.text { display: flex; flex-wrap: wrap; gap: 0 14px; flex: 1; min-width: 0; }
.text span { overflow-wrap: anywhere; }
.what { font-weight: 600; }
button { min-height: 32px; padding: 2px 12px; border: 1px solid #fff; border-radius: 6px; background: transparent;
  color: inherit; cursor: pointer; white-space: nowrap; }
button:hover { background: #ffffff26; }
button:focus-visible { outline: 3px solid #ffd76a; outline-offset: 2px; }
dialog { width: min(460px, 100vw - 32px); padding: 20px; border: 2px solid #4a1d78; border-radius: 10px;
  background: #fff; color: #1c1c1c; pointer-events: auto; }
dialog::backdrop { background: #00000080; }
h2 { margin: 0 0 8px; font-size: 17px; font-weight: 600; }
p { margin: 0 0 12px; font-size: 14px; }
ul { margin: 0 0 16px; padding-left: 18px; }
li { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.answers { display: flex; flex-wrap: wrap; gap: 10px; justify-content: flex-end; }
dialog button { border-color: #4a1d78; min-height: 40px; }
dialog button.first { background: #4a1d78; color: #fff; }
@media (max-width: 600px) { .bar { padding: 2px 10px; } button { min-height: 44px; } }
@media print { :host { display: none; } }
`
