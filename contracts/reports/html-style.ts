/** The look of the HTML report, in light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --faint: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
  --good: #116329; --good-back: #dafbe1; --bad: #a40e26; --bad-back: #ffebe9; --hmm: #7d4e00; --hmm-back: #fff8c5; --link: #0550ae }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --text: #e6edf3; --faint: #9198a1; --line: #3d444d; --panel: #151b23;
  --good: #7ee787; --good-back: #12261e; --bad: #ffa198; --bad-back: #2d1215; --hmm: #e3b341; --hmm-back: #272115; --link: #79c0ff } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.25 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { margin: 0; padding: .6rem .8rem; overflow-x: auto; background: var(--panel); border-radius: .4rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; color: var(--faint); padding-bottom: .3rem }
th, td { border: 1px solid var(--line); padding: .4rem .5rem; text-align: left; vertical-align: top }
thead th { background: var(--panel) }
.check, .legend span, summary span { display: inline-block; margin: .1rem .2rem .1rem 0; padding: 0 .5rem; border-radius: 1rem;
  border: 1px solid currentColor; font-size: .875rem; white-space: nowrap; text-decoration: none }
a.check { text-decoration: underline }
.passed { color: var(--good); background: var(--good-back) }
.failed, .error { color: var(--bad); background: var(--bad-back) }
.known, .bypassed { color: var(--hmm); background: var(--hmm-back) }
.skipped { color: var(--faint); background: var(--panel) }
.remark { padding: .5rem .8rem; border-left: .3rem solid var(--hmm); background: var(--hmm-back) }
details { margin: .8rem 0; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .8rem }
details:target { border-color: var(--link); outline: 2px solid var(--link) }
summary { cursor: pointer }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) minmax(0, 1fr); gap: .4rem 1rem; margin: .6rem 0 .2rem }
dt { color: var(--faint) } dd { margin: 0; overflow-wrap: anywhere }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (max-width: 40rem) { body { padding: .8rem } dl { grid-template-columns: minmax(0, 1fr) } }
`;

/** Foreign text for an HTML page, in an element or an attribute. */
export function escapeHtml(foreign: string): string {
  return foreign
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
