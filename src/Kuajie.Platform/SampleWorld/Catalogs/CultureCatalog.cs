using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Culture items: exhibitions, crafts, performances, workshops, with place, form and heritage grade.</summary>
internal sealed class CultureCatalog(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws)
    : PartnerCatalog(general, words, tastes, draws)
{
    private static readonly string[] Grades = ["national", "provincial", "municipal", "none"];
    private static readonly string[] Titles =
    [
        "{brand}·{noun}",
        "{form}{season}展：{noun}",
        "{noun}（{city}{form}）",
        "{city}·{noun}（周末场）",
        "{brand}{season}限定{noun}",
        "{noun}·{form}专场",
    ];
    private static readonly string[] TitlesEn =
    [
        "{brand} {noun}",
        "{noun} at the {city} {form}",
        "{season} Edition: {noun} by {brand}",
        "{city} {noun} Day",
        "{noun}: {season} at the {form}",
    ];

    public override ItemDraft Draft(int taste, bool isChinese)
    {
        var city = People.City(isChinese);
        var place = Form(taste, isChinese);
        var brand = Brand(isChinese);
        var noun = Noun(taste, isChinese);
        var title = Phrase.Fill(
            Draws.Pick(isChinese ? Titles : TitlesEn),
            ("brand", brand),
            ("form", place),
            ("noun", noun),
            ("city", city),
            ("season", People.Season(isChinese))
        );
        return new ItemDraft(
            "CU-",
            "cultureItem",
            title,
            Blurb(taste, noun, isChinese),
            Tags(taste, isChinese),
            PriceMinorUnits(taste, 40, 1500),
            [
                new("label", brand),
                new("element", noun),
                new("place", isChinese ? city + place : $"{city} {place}"),
                new("era", Draws.Pick(Face(taste).Grades ?? ["当代"])),
                new("heritage_grade", Draws.Pick(Grades)),
            ]
        );
    }
}
