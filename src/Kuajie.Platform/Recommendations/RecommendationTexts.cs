using Kuajie.Platform.Interactions;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Recommendations;

/// <summary>Texts of recommendations.</summary>
internal static class RecommendationTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(RecommendationTexts));

    public static string BecauseWithShare(InteractionKind strongest, string title, double share, string targetDomain) =>
        Source.Format(nameof(BecauseWithShare), Did(strongest), title, share * 100, targetDomain);

    public static string BecauseWithoutShare(InteractionKind strongest, string title) =>
        Source.Format(nameof(BecauseWithoutShare), Did(strongest), title);

    public static string Popular(string domain) => Source.Format(nameof(Popular), domain);

    public static string CountFound(int count) => Source.Format(nameof(CountFound), count);

    public static string CountExpected => Source.Format(nameof(CountExpected));

    public static string CountCure => Source.Format(nameof(CountCure));

    public static string UnknownDomainFound(string domain) => Source.Format(nameof(UnknownDomainFound), domain);

    public static string UnknownDomainExpected(string domains) => Source.Format(nameof(UnknownDomainExpected), domains);

    public static string UnknownDomainCure => Source.Format(nameof(UnknownDomainCure));

    public static string NoModelFound(string domain) => Source.Format(nameof(NoModelFound), domain);

    public static string NoModelExpected => Source.Format(nameof(NoModelExpected));

    public static string NoModelCure(string domain) => Source.Format(nameof(NoModelCure), domain);

    public static string UnknownVersionFound(string version) => Source.Format(nameof(UnknownVersionFound), version);

    public static string UnknownVersionExpected(string domain) => Source.Format(nameof(UnknownVersionExpected), domain);

    public static string UnknownVersionCure => Source.Format(nameof(UnknownVersionCure));

    private static string Did(InteractionKind kind) => Source.Format($"Did{kind}");
}
