using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>What the partner offers: one subclass per scenario.</summary>
internal abstract class PartnerCatalog(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws)
{
    protected Draws Draws { get; } = draws;

    protected People People { get; } = new(general, draws);

    public abstract ItemDraft Draft(int taste, bool isChinese);

    public static PartnerCatalog Of(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws) =>
        words.Scenario switch
        {
            "sports" => new SportsCatalog(general, words, tastes, draws),
            "auto" => new AutoCatalog(general, words, tastes, draws),
            "streaming" => new StreamingCatalog(general, words, tastes, draws),
            "culture" => new CultureCatalog(general, words, tastes, draws),
            "finance" => new FinanceCatalog(general, words, tastes, draws),
            _ => throw new ArgumentException($"Found scenario '{words.Scenario}'; expected one that has a catalog.", nameof(words)),
        };

    protected PartnerFace Face(int taste) => tastes[taste].Partner!;

    protected string Noun(int taste, bool isChinese) => Draws.Pick(isChinese ? Face(taste).Nouns : Face(taste).NounsEn);

    protected string Role(int taste, bool isChinese) => Draws.Pick((isChinese ? Face(taste).Roles : Face(taste).RolesEn)!);

    /// <summary>A description that fits the noun.</summary>
    protected string Blurb(int taste, string noun, bool isChinese)
    {
        var place = Array.IndexOf(isChinese ? Face(taste).Nouns : Face(taste).NounsEn, noun);
        var blurbs = isChinese ? Face(taste).Blurbs : Face(taste).BlurbsEn;
        return Draws.Pick([.. blurbs.Select(blurb => blurb.Split('@')).Where(parts => Fits(parts, place)).Select(parts => parts[0])]);
    }

    protected string Form(int taste, bool isChinese) =>
        Draws.Pick(isChinese ? Face(taste).Forms ?? words.Forms : Face(taste).FormsEn ?? words.FormsEn);

    private static bool Fits(string[] parts, int place) => parts.Length == 1 || parts[1].Contains((char)('0' + place));

    protected string Brand(bool isChinese) => Draws.Pick(isChinese ? words.Brands : words.BrandsEn);

    protected IReadOnlyList<string> Tags(int taste, bool isChinese) =>
        CatalogPlan.SomeTags(isChinese ? Face(taste).Tags : Face(taste).TagsEn, Draws);

    /// <summary>A price inside the taste's range, log-uniform, rounded to ten yuan less one.</summary>
    protected long PriceMinorUnits(int taste, int lowYuan, int highYuan)
    {
        if (Face(taste).Price is [var low, var high])
        {
            lowYuan = int.Parse(low, System.Globalization.CultureInfo.InvariantCulture);
            highYuan = int.Parse(high, System.Globalization.CultureInfo.InvariantCulture);
        }
        var yuan = lowYuan * Math.Pow((double)highYuan / lowYuan, Draws.Uniform());
        return ((Math.Max(1, (long)Math.Round(yuan / 10)) * 10) - 1) * 100;
    }

    /// <summary>A moment within the world's half year or the quarter after it, on a full or half hour, as ISO 8601 in Shanghai time.</summary>
    protected string Moment(int earliestHour, int latestHour)
    {
        var seconds =
            WorldCalendar.Start
            + (Draws.Between(0, WorldCalendar.Days + 90) * 86_400L)
            + (Draws.Between(earliestHour, latestHour) * 3_600L)
            + (Draws.Between(0, 1) * 1_800L);
        return DateTimeOffset
            .FromUnixTimeSeconds(seconds)
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
    }
}
