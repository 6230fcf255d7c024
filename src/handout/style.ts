/** Style of HTML handouts: the system's light or dark on a screen, black on white on paper. Text has at least 4.5:1. */
export const style = `:root{color-scheme:light dark;--paper:#fff;--ink:#16212b;--muted:#4d5a65;--line:#b9c2c9;--accent:#0b5a5e;--fill:#f1f4f5}
@media screen and (prefers-color-scheme:dark){:root{--paper:#13181a;--ink:#e6eaeb;--muted:#a7b1b7;--line:#4a555c;--accent:#76cbd3;--fill:#1d2528}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 16px;max-width:46rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
header,footer,.about,.media-note{color:var(--muted);font-size:.875rem}
h1,h2,h3,h4,h5,h6{line-height:1.25;break-after:avoid;margin:1.6em 0 .5em}
h1{margin-top:.5em;color:var(--accent)}h2{border-bottom:1px solid var(--line);padding-bottom:.2em}
a{color:var(--accent)}a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{background:var(--fill);border-radius:3px;padding:0 .25em;font:.95em ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
pre{background:var(--fill);padding:12px;overflow-x:auto}pre code{padding:0}
img{max-width:100%;height:auto;background:#fff}figure{margin:1em 0}
blockquote,.box,details,.answer{margin:1em 0;padding:.25em 0 .25em 1em;border-left:4px solid var(--accent)}
.box-title,summary{font-weight:600}
.table{overflow-x:auto;margin:1em 0}table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.3em .5em;text-align:left;vertical-align:top}th{background:var(--fill)}
.align-center{text-align:center}.align-right{text-align:right}.room{width:6rem}
.question{margin:1.2em 0;padding:.8em 1em;border:1px solid var(--line);border-radius:6px}
.question-title{margin-top:0;color:var(--muted)}.question-title strong{color:var(--ink)}
.letters{list-style:upper-alpha}.letters li{margin:.4em 0}.letters li>p{display:inline}
.boxes li::before{content:"";display:inline-block;width:.85em;height:.85em;margin-right:.5em;border:1.5px solid var(--ink);vertical-align:-.08em}
.blank{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5em;padding-top:.6em}.line{flex:0 1 16rem;min-width:6rem;border-bottom:1px solid var(--ink)}
footer{margin-top:3em;border-top:1px solid var(--line);padding-top:.6em}
@page{margin:18mm 16mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}header{border-bottom:1px solid var(--line)}
.question,.answer,tr,figure{break-inside:avoid}thead{display:table-header-group}.answers{break-before:page}
.table,pre{overflow:visible}pre{white-space:pre-wrap}a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}}
`
