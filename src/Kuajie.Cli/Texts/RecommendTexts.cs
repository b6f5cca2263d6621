using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie recommend</c>.</summary>
internal static class RecommendTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(RecommendTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string UserOption => Source.Format(nameof(UserOption));

    public static string UserDomainOption => Source.Format(nameof(UserDomainOption));

    public static string DomainOption => Source.Format(nameof(DomainOption));

    public static string CountOption => Source.Format(nameof(CountOption));

    public static string ExplainOption => Source.Format(nameof(ExplainOption));

    public static string ModelVersionOption => Source.Format(nameof(ModelVersionOption));

    public static string DiversityOption => Source.Format(nameof(DiversityOption));

    public static string DiversityEvaluated => Source.Format(nameof(DiversityEvaluated));

    public static string ExploreOption => Source.Format(nameof(ExploreOption));

    public static string SeedOption => Source.Format(nameof(SeedOption));

    public static string PropensityColumn => Source.Format(nameof(PropensityColumn));

    public static string Drawn(ListDraw drawn) => Source.Format(nameof(Drawn), drawn.Candidates, drawn.Seed, drawn.LogPropensity);

    public static string PseudonymizeOption => Source.Format(nameof(PseudonymizeOption));

    public static string ItemColumn => Source.Format(nameof(ItemColumn));

    public static string ScoreColumn => Source.Format(nameof(ScoreColumn));

    public static string ReasonColumn => Source.Format(nameof(ReasonColumn));

    public static string NothingLeft => Source.Format(nameof(NothingLeft));

    public static string Heading(RecommendationList list) =>
        Source.Format(nameof(Heading), list.UserId, StandingName(list.Standing), Known(list), list.Model, list.ModelVersion);

    public static string StandingName(UserStanding standing) => Source.Format($"Standing{standing}");

    private static string Known(RecommendationList list) =>
        string.Join(", ", list.KnownInteractions.Select(known => $"{DomainName.ForPeople(known.Key)} {known.Value}"));
}
