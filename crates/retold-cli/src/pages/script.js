// What makes the pages handier. Nothing here is needed to read them.
"use strict";

// "/" goes to the field in which one searches.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  const field = document.querySelector("[data-focus]");
  if (event.key === "/" && !typing && field && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
});

// In a report, the list is narrowed to the stories that have all words: row by row, as they are told below.
const narrow = document.querySelector(".narrow");
if (narrow) {
  const rows = [...document.querySelectorAll("table.stories tbody tr")];
  const stories = [...document.querySelectorAll(".told")];
  const texts = rows.map((row, place) => `${row.textContent} ${stories[place].textContent}`.toLowerCase());
  narrow.addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/);
    rows.forEach((row, place) => {
      row.hidden = stories[place].hidden = !words.every((word) => texts[place].includes(word));
    });
  });
  narrow.hidden = false;
}

// In a report, a link to what is folded unfolds it.
const unfold = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  const details = target && target.closest("details");
  if (details && !details.open) {
    details.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", unfold);
unfold();
