"""How a drawing looks. Everything that a look says, the drawing says in words as well.

On a page the drawing takes its colours from it: `currentColor`, the variables of mkdocs-material,
or else system colours. As a file of its own it follows the reader's colour scheme. In print it is
black on white, and whole on one page.
"""

STYLE = """
.escalation { --paper: var(--md-default-bg-color, Canvas); --mark: #00695c; --on-mark: #fff;
 background: var(--paper) }
.escalation:root { color-scheme: light dark; color: CanvasText; font-family: sans-serif }
.escalation text { font-family: inherit; font-size: 12.5px; fill: currentColor }
.escalation .name { font-size: 16px; font-weight: 700 }
.escalation .head { font-size: 13px; font-weight: 700 }
.escalation .note { font-size: 10.5px }
.escalation .tier, .escalation .lane { stroke: currentColor; stroke-opacity: .25 }
.escalation .tier { fill: currentColor; fill-opacity: .04 }
.escalation .tier.here { stroke-opacity: 1; stroke-width: 2.5 }
.escalation .lane { stroke-dasharray: 2 4 }
.escalation .badge { fill: var(--mark) }
.escalation .badge + text { fill: var(--on-mark); font-weight: 700 }
.escalation .box { fill: var(--paper); stroke: currentColor; stroke-opacity: .7 }
.escalation .legal .box { stroke-width: 2.5; stroke-opacity: 1 }
.escalation .inner { fill: none; stroke: currentColor; stroke-opacity: .7 }
.escalation .aside .box { fill: none; stroke-opacity: .3 }
.escalation .required .box { fill: var(--mark); stroke-opacity: 1 }
.escalation .required text { fill: var(--on-mark) }
.escalation .required .inner { stroke: var(--on-mark); stroke-opacity: 1 }
.escalation .undetermined .box { stroke-dasharray: 6 4; stroke-width: 2; stroke-opacity: 1 }
.escalation .not_required text { fill-opacity: .65 }
.escalation .not_required .box, .escalation .not_required .inner { stroke-opacity: .3 }
.escalation a:hover .box, .escalation a:focus .box { stroke: currentColor; stroke-width: 3;
 stroke-opacity: 1 }
.escalation .way { fill: none; stroke: currentColor; stroke-opacity: .75; stroke-width: 1.3 }
.escalation .over { stroke-dasharray: 5 4 }
.escalation .tip { fill: currentColor; fill-opacity: .85 }
.escalation .faint .way { stroke-opacity: .25 }
.escalation .faint .tip { fill-opacity: .3 }
@media (forced-colors: active) {
 .escalation { --paper: Canvas; --mark: Highlight; --on-mark: HighlightText;
 forced-color-adjust: none; color: CanvasText }
}
@media print {
 .escalation { --paper: #fff; color: #000; color-scheme: light; print-color-adjust: exact;
 max-width: 100%; max-height: 96vh; height: auto }
}
"""
