using System.Globalization;
using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Courses, books, audios and columns of the knowledge platform.</summary>
internal sealed class KnowledgeCatalog
{
    private static readonly (string Kind, string IdPrefix, double Share, int LowYuan, int HighYuan)[] Kinds =
    [
        ("course", "C", 0.58, 5, 40),
        ("book", "B", 0.18, 2, 8),
        ("audio", "A", 0.13, 1, 6),
        ("column", "Z", 0.11, 10, 37),
    ];
    private static readonly string[] Lessons = ["八", "十", "十二", "十五", "十八", "二十", "二十四", "三十"];
    private static readonly string[] LessonsEn = ["8", "10", "12", "15", "18", "20", "24", "30"];
    private static readonly string[] DayCounts = ["七", "十四", "二十一", "三十"];
    private static readonly string[] DayCountsEn = ["7", "14", "21", "30"];
    private static readonly string[] Minutes = ["五", "八", "十", "十五"];
    private static readonly string[] MinutesEn = ["Five", "Eight", "Ten", "Fifteen"];

    private readonly GeneralWords words;
    private readonly TasteWords[] tastes;
    private readonly Draws draws;
    private readonly Dictionary<(int Taste, bool IsChinese), string[]> lecturers = [];

    public KnowledgeCatalog(GeneralWords words, TasteWords[] tastes, Draws draws)
    {
        this.words = words;
        this.tastes = tastes;
        this.draws = draws;
        var people = new People(words, draws);
        foreach (var taste in Enumerable.Range(0, tastes.Length).Where(taste => tastes[taste].Knowledge is not null))
        {
            lecturers[(taste, true)] = people.Circle(4, isChinese: true);
            lecturers[(taste, false)] = people.Circle(2, isChinese: false);
        }
    }

    public ItemDraft Draft(int taste, bool isChinese)
    {
        var kind = Kind();
        var face = tastes[taste].Knowledge!;
        var lecturer = draws.Pick(lecturers[(taste, isChinese)]);
        var lessons = draws.Between(0, LessonsEn.Length - 1);
        var title = Fill(draws.Pick((isChinese ? words.Titles : words.TitlesEn)[kind.Kind]), face, lecturer, lessons, isChinese);
        var description = Fill(draws.Pick(isChinese ? words.Descriptions : words.DescriptionsEn), face, lecturer, lessons, isChinese);
        return new ItemDraft(
            kind.IdPrefix,
            kind.Kind,
            title,
            description,
            CatalogPlan.SomeTags(isChinese ? face.Tags : face.TagsEn, draws),
            ((draws.Between(kind.LowYuan, kind.HighYuan) * 10) - 1) * 100L,
            [new("lecturer", lecturer), new("lessons", int.Parse(LessonsEn[lessons], CultureInfo.InvariantCulture))]
        );
    }

    private (string Kind, string IdPrefix, double Share, int LowYuan, int HighYuan) Kind()
    {
        var share = draws.Uniform();
        foreach (var kind in Kinds)
        {
            share -= kind.Share;
            if (share < 0)
            {
                return kind;
            }
        }
        return Kinds[0];
    }

    private string Fill(string template, KnowledgeFace face, string lecturer, int lessons, bool isChinese)
    {
        var topics = isChinese ? face.Topics : face.TopicsEn;
        var (hook, hookTopic) = Hook(draws.Pick(isChinese ? face.Hooks : face.HooksEn));
        var topic = template.Contains("{hook}", StringComparison.Ordinal) ? hookTopic : draws.Between(0, topics.Length - 1);
        var other = (topic + draws.Between(1, topics.Length - 1)) % topics.Length;
        return Phrase.Fill(
            template,
            ("topic", topics[topic]),
            ("topic2", topics[other]),
            ("hook", hook),
            ("audience", draws.Pick(isChinese ? face.Audience : face.AudienceEn)),
            ("benefit", draws.Pick(isChinese ? face.Benefit : face.BenefitEn)),
            ("lecturer", lecturer),
            ("n", (isChinese ? Lessons : LessonsEn)[lessons]),
            ("d", draws.Pick(isChinese ? DayCounts : DayCountsEn)),
            ("m", draws.Pick(isChinese ? Minutes : MinutesEn))
        );
    }

    /// <summary>A hook is written <c>text@topic</c>: the words and the place of the topic they speak of.</summary>
    private static (string Words, int Topic) Hook(string entry)
    {
        var at = entry.LastIndexOf('@');
        return (entry[..at], int.Parse(entry.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }
}
