private let scoreHead = #"""
    <thead><tr><th scope="col">Score</th><th scope="col">Of</th><th scope="col" class="n">Value</th><th scope="col">Band</th><th scope="col">Arithmetic</th></tr></thead>
    <tbody>
    """#

private let scoreRow = #"""
    <tr><td><code>{{name}}</code></td><td>{{place}}</td><td class="n">{{value}}</td><td class="band">{{band}}</td><td>{{arithmetic}}{{#said}} <span class="level l-{{saidLevel}}">{{saidLevel}}</span>: {{said}}{{/said}}</td></tr>
    """#

/// The page of the `html` report: a mustache template. Nothing in it loads anything, and it has no script.
let htmlTemplate = #"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="generator" content="hearsay {{version}}">
    <title>{{pageTitle}}</title>
    <style>
    :root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1c1a; --soft: #6a665e; --line: #dedad0; --card: #f5f2ea;
      --k0: #b45309; --k1: #1d4ed8; --k2: #be185d; --k3: #047857; --k4: #7c3aed; --k5: #b91c1c; --k6: #0e7490; --k7: #4d7c0f;
      --warn: #b45309; --error: #b91c1c; }
    @media (prefers-color-scheme: dark) { :root { --paper: #191816; --ink: #ece8df; --soft: #a8a296; --line: #3a3733; --card: #23211e;
      --k0: #fbbf24; --k1: #93b4ff; --k2: #f9a8d4; --k3: #6ee7b7; --k4: #c4b5fd; --k5: #fca5a5; --k6: #67e8f9; --k7: #bef264;
      --warn: #fbbf24; --error: #fca5a5; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
      font: 1.06rem/1.62 "Iowan Old Style", Palatino, "Palatino Linotype", Georgia, serif; }
    h1, h2, h3, table, .notes, .legend, .meta, nav, footer { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
    h1 { font-size: 1rem; letter-spacing: .04em; color: var(--soft); margin: 0 0 1rem; }
    h2 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; text-wrap: balance; }
    h3 { font-size: 1rem; margin: 2.2rem 0 .5rem; }
    a { color: inherit; }
    a:focus-visible, summary:focus-visible, mark:target, li:target { outline: 3px solid var(--k1); outline-offset: 2px; border-radius: 2px; }
    .skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
    .meta { color: var(--soft); font-size: .85rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
    article { border-top: 1px solid var(--line); padding-top: 1.6rem; margin-top: 2rem; }
    .row { display: grid; grid-template-columns: minmax(0, 38rem) minmax(14rem, 1fr); gap: 0 2.5rem; }
    .row p { margin: 0 0 .9em; unicode-bidi: isolate; overflow-wrap: anywhere; white-space: pre-line; }
    .z-headline { font-size: 1.35rem; font-weight: 700; line-height: 1.25; }
    .z-deck { font-size: 1.12rem; font-style: italic; } .z-byline, .z-caption { color: var(--soft); font-size: .92rem; }
    mark { background: color-mix(in srgb, var(--k) 14%, transparent); color: inherit; padding: .05em .08em; border-radius: 2px;
      text-decoration: underline; text-decoration-color: var(--k); text-decoration-thickness: .12em; text-underline-offset: .2em; }
    .k0 { --k: var(--k0); text-decoration-style: wavy; } .k1 { --k: var(--k1); text-decoration-style: solid; }
    .k2 { --k: var(--k2); text-decoration-style: double; } .k3 { --k: var(--k3); text-decoration-style: dotted; }
    .k4 { --k: var(--k4); text-decoration-style: dashed; } .k5 { --k: var(--k5); text-decoration-style: wavy; }
    .k6 { --k: var(--k6); text-decoration-style: double; } .k7 { --k: var(--k7); text-decoration-style: dashed; }
    .source { font-weight: 650; border-bottom: 1px dotted currentColor; }
    .ref { font: 600 .68em/1 system-ui, sans-serif; vertical-align: super; text-decoration: none; padding: .1em .2em; color: var(--k); }
    .notes { list-style: none; margin: 0; padding: 0; font-size: .82rem; line-height: 1.4; }
    .notes li { border-left: 3px solid var(--k); padding: 0 0 .1rem .6rem; margin: .1rem 0 .7rem; overflow-wrap: anywhere; }
    .notes .number { font-weight: 700; color: var(--k); text-decoration: none; }
    .level { font-weight: 650; } .l-warning { color: var(--warn); } .l-error { color: var(--error); }
    .rule, .notes details { color: var(--soft); font-size: .92em; } .rule { display: block; }
    .notes dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .7rem; margin: .2rem 0; } .notes dd { margin: 0; }
    code { font: .92em ui-monospace, "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
    .scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .86rem; width: 100%; }
    caption { text-align: left; font-weight: 650; padding: .3rem 0; } th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); }
    th { color: var(--soft); font-weight: 550; } .n { text-align: right; font-variant-numeric: tabular-nums; } .band { font-weight: 650; }
    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; list-style: none; font-size: .85rem; }
    footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
    @media (max-width: 52rem) { body { padding: 1.2rem 1rem 3rem; } .row { grid-template-columns: 1fr; } h2 { font-size: 1.5rem; } .notes { margin-bottom: 1rem; } }
    @media print { :root { color-scheme: light; } body { font-size: 10pt; max-width: none; padding: 0; } mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .row { grid-template-columns: 62% 1fr; gap: 0 1.2rem; } .notes li, tr { break-inside: avoid; } article { break-before: page; } article:first-of-type { break-before: auto; } .skip, nav { display: none; } }
    </style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the articles</a>
    <header>
    <h1>hearsay</h1>
    {{#hasLegend}}<ul class="legend" aria-label="What is marked">
    {{#legend}}<li><mark class="k{{slot}}">{{family}}</mark> {{total}}</li>
    {{/legend}}{{#hasSources}}<li><span class="source">source</span> who is quoted or cited</li>{{/hasSources}}
    </ul>{{/hasLegend}}
    {{#overview}}<nav aria-label="Articles"><div class="scroll"><table>
    <caption>Articles</caption>
    <thead><tr><th scope="col">Article</th><th scope="col" class="n">Words</th><th scope="col" class="n">Flags</th><th scope="col" class="n">Sources</th></tr></thead>
    <tbody>
    {{#rows}}<tr><td><a href="#a{{number}}">{{title}}</a></td><td class="n">{{words}}</td><td class="n">{{flags}}</td><td class="n">{{sources}}</td></tr>
    {{/rows}}</tbody></table></div></nav>{{/overview}}
    {{#hasSession}}<section aria-label="Scores over all articles"><div class="scroll"><table>
    <caption>Scores over all articles</caption>
    \#(scoreHead)
    {{#session}}\#(scoreRow)
    {{/session}}</tbody></table></div></section>{{/hasSession}}
    </header>
    <main id="main">
    {{#articles}}
    <article id="a{{number}}" aria-labelledby="t{{number}}">
    <h2 id="t{{number}}">{{title}}</h2>
    <p class="meta">{{description}}</p>
    {{#hasScores}}<section aria-label="Scores"><div class="scroll"><table>
    <caption>Scores</caption>
    \#(scoreHead)
    {{#scores}}\#(scoreRow)
    {{/scores}}</tbody></table></div></section>{{/hasScores}}
    <section aria-label="Text">
    <h3>Text</h3>
    {{#paragraphs}}<div class="row"><p class="z-{{zone}}">{{#pieces}}{{#isMark}}<mark class="k{{slot}}{{sourceClass}}" title="{{types}}">{{text}}</mark>{{/isMark}}{{#isSource}}<span class="source">{{text}}</span>{{/isSource}}{{#isText}}{{text}}{{/isText}}{{#ends}}<a class="ref k{{endSlot}}" id="r{{anchor}}" href="#n{{anchor}}" aria-label="note {{ordinal}}">{{ordinal}}</a>{{/ends}}{{/pieces}}</p>
    <ol class="notes">{{#notes}}<li class="k{{noteSlot}}" id="n{{anchor}}"><a class="number" href="#r{{anchor}}" aria-label="note {{ordinal}}, back to the text">{{ordinal}}</a> “{{words}}” <span class="level l-{{level}}">{{level}}</span> {{message}}<span class="rule">{{rule}}</span>
    <details><summary>why</summary>{{about}}<dl>{{#steps}}<dt><code>{{element}}</code></dt><dd>{{taken}}</dd>{{/steps}}</dl>{{context}}</details></li>{{/notes}}</ol></div>
    {{/paragraphs}}
    </section>
    {{#hasSourceTable}}<section aria-label="Sources"><div class="scroll"><table>
    <caption>Sources</caption>
    <thead><tr><th scope="col">Source</th><th scope="col">Class</th><th scope="col" class="n">Statements</th><th scope="col" class="n">Quoted</th><th scope="col" class="n">Hops</th><th scope="col" class="n">Strength</th></tr></thead>
    <tbody>
    {{#sourceRows}}<tr><td>{{sourceName}}</td><td>{{sourceKind}}</td><td class="n">{{statements}}</td><td class="n">{{quoted}}</td><td class="n">{{hops}}</td><td class="n">{{strength}}</td></tr>
    {{/sourceRows}}</tbody></table></div></section>{{/hasSourceTable}}
    {{#hasMoreScores}}<details><summary>Scores by paragraph and group</summary><div class="scroll"><table>
    \#(scoreHead)
    {{#moreScores}}\#(scoreRow)
    {{/moreScores}}</tbody></table></div></details>{{/hasMoreScores}}
    </article>
    {{/articles}}
    </main>
    <footer><p>Made with hearsay {{version}}.</p>
    {{#packs}}<p>{{packName}} {{packVersion}}, SHA-256 <code>{{packHash}}</code></p>
    {{/packs}}</footer>
    </body>
    </html>
    """#
