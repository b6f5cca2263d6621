"use strict";
const texts = {
  en: {
    shop: "Long Evening Courses",
    own: "Courses for you",
    partner: "From our partner",
    partnerNote: "Chosen by what visitors with your interests enjoy there.",
    ask: "May we remember during this visit what you look at, to choose better? Nothing is stored or sent before you say yes.",
    accept: "Yes",
    decline: "No",
    blurb: "A course of ours.",
  },
  zh: {
    shop: "长夜课堂",
    own: "为你选的课程",
    partner: "来自合作伙伴",
    partnerNote: "根据与你兴趣相近的访客在那里的喜好挑选。",
    ask: "能否在本次访问中记住你看过什么，以便选得更好？在你同意之前，不存储也不发送任何内容。",
    accept: "同意",
    decline: "不同意",
    blurb: "本店的一门课程。",
  },
};
const query = new URLSearchParams(location.search);
const language = query.get("language") || sessionStorage.getItem("shop-language") || (navigator.language.startsWith("zh") ? "zh" : "en");
const say = texts[language] || texts.en;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  // Titles and reasons are other people's text: they are set as text and never read as markup.
  made.textContent = text;
  Object.assign(made.dataset, attributes);
  return made;
}

async function fill(shelf) {
  const session = window.kuajie ? window.kuajie.session() : null;
  const answer = await fetch(`/lists/${shelf.dataset.list}?language=${language}${session ? `&session=${session}` : ""}`);
  const { list, items } = await answer.json();
  if (list) shelf.dataset.kuajieList = list;
  shelf.replaceChildren(
    ...items.map(({ item, title, reason }) => {
      const place = element("li", "", { kuajieItem: item });
      const link = element("a", "");
      link.href = `/course?item=${encodeURIComponent(item)}&title=${encodeURIComponent(title)}&shelf=${shelf.dataset.list}`;
      link.append(element("strong", title), element("small", reason));
      place.append(link);
      return place;
    }),
  );
}

function decide(given) {
  sessionStorage.setItem("shop-consent", given ? "yes" : "no");
  document.getElementById("consent").hidden = true;
  if (window.kuajie) window.kuajie.consent(given);
}

document.documentElement.lang = language;
document.querySelectorAll("[data-text]").forEach((place) => (place.textContent = say[place.dataset.text]));
document.title = say.shop;
if (query.get("language")) sessionStorage.setItem("shop-language", language);
const title = document.getElementById("title");
if (title) {
  title.textContent = query.get("title");
  // The page of a partner's item would be the partner's, who tells of it in its own domain.
  if (query.get("shelf") !== "partner") title.dataset.kuajieView = query.get("item");
}
document.getElementById("accept").addEventListener("click", () => decide(true));
document.getElementById("decline").addEventListener("click", () => decide(false));

// After all scripts are there, kuajie.js among them.
addEventListener("DOMContentLoaded", () => {
  const decided = sessionStorage.getItem("shop-consent");
  if (decided) decide(decided === "yes");
  else document.getElementById("consent").hidden = false;
  document.querySelectorAll("[data-list]").forEach((shelf) => fill(shelf).catch(() => {}));
});
