using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Modification products with maker, model, fitting cars and price.</summary>
internal sealed class AutoCatalog(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws)
    : PartnerCatalog(general, words, tastes, draws)
{
    private static readonly string[] Series = ["R", "GX", "Pro", "Evo", "TS", "Mk", "Street", "Trail"];
    private static readonly string[] Titles =
    [
        "{brand}{noun} {model}",
        "{brand} {model} {noun}（{form}适配）",
        "{form}专用{noun} {model}",
        "{brand}{noun}·{season}限定 {model}",
    ];
    private static readonly string[] TitlesEn =
    [
        "{brand} {model} {noun}",
        "{brand} {noun} {model} for {form}",
        "{noun} {model} ({form} fitment)",
    ];

    public override ItemDraft Draft(int taste, bool isChinese)
    {
        var brand = Brand(isChinese);
        var car = Form(taste, isChinese);
        var model = $"{Draws.Pick(Series)}{Draws.Between(2, 99) * 5}";
        var noun = Noun(taste, isChinese);
        var title = Phrase.Fill(
            Draws.Pick(isChinese ? Titles : TitlesEn),
            ("brand", brand),
            ("noun", noun),
            ("model", model),
            ("form", car),
            ("season", People.Season(isChinese))
        );
        var months = Draws.Between(1, 5) * 12;
        var description = isChinese
            ? $"{Blurb(taste, noun, isChinese)}质保{months}个月。"
            : $"{Blurb(taste, noun, isChinese)} {months}-month warranty.";
        return new ItemDraft(
            "MP-",
            "product",
            title,
            description,
            Tags(taste, isChinese),
            PriceMinorUnits(taste, 200, 5000),
            [
                new("maker", brand),
                new("model", model),
                new("part", noun),
                new("fits", new[] { car }),
                new("warranty_months", months),
                new("review_score", Math.Round(3.6 + (1.4 * Draws.Uniform()), 1)),
            ]
        );
    }
}
