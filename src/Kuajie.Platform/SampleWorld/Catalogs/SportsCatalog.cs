using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Sports events with time, venue and athletes, and stars with profiles.</summary>
internal sealed class SportsCatalog : PartnerCatalog
{
    private const double StarShare = 0.35;
    private static readonly string[] Titles =
    [
        "2026{city}{noun}",
        "{brand}·{noun}（{city}站）",
        "{city}{season}{noun}",
        "{noun}{city}总决赛",
        "{brand}{noun}·{form}专场",
    ];
    private static readonly string[] TitlesEn =
    [
        "{city} {noun} 2026",
        "{brand}: {noun}, {city}",
        "{season} {noun} in {city}",
        "{noun} Finals, {city}",
    ];
    private readonly Dictionary<(int Taste, bool IsChinese), string[]> athletes = [];

    public SportsCatalog(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws)
        : base(general, words, tastes, draws)
    {
        for (var taste = 0; taste < tastes.Length; taste++)
        {
            athletes[(taste, true)] = People.Circle(14, isChinese: true);
            athletes[(taste, false)] = People.Circle(8, isChinese: false);
        }
    }

    public override ItemDraft Draft(int taste, bool isChinese) =>
        Draws.Chance(StarShare) ? Star(taste, isChinese) : Event(taste, isChinese);

    private ItemDraft Event(int taste, bool isChinese)
    {
        var city = People.City(isChinese);
        var venue = Form(taste, isChinese);
        var noun = Noun(taste, isChinese);
        var title = Phrase.Fill(
            Draws.Pick(isChinese ? Titles : TitlesEn),
            ("city", city),
            ("noun", noun),
            ("brand", Brand(isChinese)),
            ("season", People.Season(isChinese)),
            ("form", venue)
        );
        var starting = athletes[(taste, isChinese)].ToArray();
        Draws.Shuffle<string>(starting);
        return new ItemDraft(
            "EV-",
            "event",
            title,
            Blurb(taste, noun, isChinese),
            Tags(taste, isChinese),
            PriceMinorUnits(taste, 60, 880),
            [
                new("starts_at", Moment(8, 20)),
                new("venue", isChinese ? city + venue : $"{city} {venue}"),
                new("city", city),
                new("athletes", starting[..Draws.Between(2, 4)]),
            ]
        );
    }

    private ItemDraft Star(int taste, bool isChinese)
    {
        var name = Draws.Pick(athletes[(taste, isChinese)]);
        var role = Role(taste, isChinese);
        var home = People.City(isChinese);
        var age = Draws.Between(18, 38);
        var profile = isChinese
            ? $"{name}，{age}岁，来自{home}，{role}。访谈里常说：“训练没有捷径，但有方法。”"
            : $"{name}, {age}, {role} from {home}: “There is no shortcut in training, but there is method.”";
        return new ItemDraft(
            "ST-",
            "star",
            isChinese ? $"{name}｜{role}" : $"{name}, {role}",
            profile,
            Tags(taste, isChinese),
            null,
            [new("full_name", name), new("discipline", role), new("hometown", home), new("age", age), new("profile", profile)]
        );
    }
}
