"""What a screen tells somebody who cannot see it: Flutter's tree of roles, labels and rectangles, as it stands in the page."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

READ = """() => {
  const host = document.querySelector('flt-semantics-host') ?? document.getElementById('cover');
  const own = element => [...element.childNodes].filter(node => node.nodeType === 3 || node.tagName === 'SPAN')
    .map(node => node.textContent).join(' ').trim();
  const round = box => [box.left, box.top, box.right, box.bottom];
  return [...host.querySelectorAll('flt-semantics, h1, h2, h3, h4, h5, h6, input, textarea, #early p, #early small, #early b, #early h1, #early span, #early [role=img]')].map(element => {
    let [left, top, right, bottom] = round(element.getBoundingClientRect());
    const whole = [left, top, right, bottom];
    let across = false, down = host.id === 'cover', cut = false;
    for (let above = element.parentElement; above && above !== host; above = above.parentElement) {
      const {overflowX, overflowY} = above.style;
      if (overflowX === 'scroll' || overflowY === 'scroll') {
        across ||= overflowX === 'scroll'; down ||= overflowY === 'scroll';
        const [l, t, r, b] = round(above.getBoundingClientRect());
        cut ||= overflowY === 'scroll' && (top < t + 1 || bottom > b - 1) || overflowX === 'scroll' && (left < l + 1 || right > r - 1);
        left = Math.max(left, l); top = Math.max(top, t); right = Math.min(right, r); bottom = Math.min(bottom, b);
      }
    }
    const field = element.matches('input, textarea');
    return {
      role: element.getAttribute('role') || (field ? 'textbox' : ''),
      label: element.getAttribute('aria-label') || '',
      own: own(element),
      all: element.textContent.trim(),
      taps: field || element.hasAttribute('flt-tappable') || ['button', 'checkbox', 'switch', 'tab', 'radio', 'link'].includes(element.getAttribute('role')),
      focusable: element.tabIndex >= 0,
      off: element.getAttribute('aria-disabled') === 'true',
      whole, seen: [left, top, right, bottom], across, down, cut,
    };
  });
}"""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in logical pixels of the window."""


@dataclass(frozen=True, slots=True)
class Node:
    role: str
    label: str
    own: str
    """Its own text; that of what lies in it is in `all`."""
    all: str
    taps: bool
    focusable: bool
    """The keyboard comes by."""
    off: bool
    """Cannot be used now."""
    whole: Box
    seen: Box
    """What the scrollable places around it leave of it."""
    across: bool
    down: bool
    """It can be scrolled into view in that direction."""
    cut: bool
    """A scrollable place ends in the middle of it, as far as one can tell: Flutter reports what is left of it."""

    @property
    def name(self) -> str:
        return self.label or self.all

    @property
    def text(self) -> str:
        """A piece of text that stands for itself."""
        return "" if self.taps or self.label or self.role == "img" else self.own


async def nodes(page: Page) -> list[Node]:
    """In the order of reading. Empty rectangles, which nobody can meet, are left out."""
    found: list[dict[str, Any]] = await page.evaluate(READ)
    read = [_node(one) for one in found]
    return [node for node in read if node.seen[2] - node.seen[0] > 1 and node.seen[3] - node.seen[1] > 1]


def _node(found: dict[str, Any]) -> Node:
    whole, seen = tuple(found.pop("whole")), tuple(found.pop("seen"))
    return Node(**found, whole=whole, seen=seen)
