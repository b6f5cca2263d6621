using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Recommendations;

/// <summary>Texts of recommendations.</summary>
internal static class RecommendationTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(RecommendationTexts));

    /// <summary>Share of the audience of something in the same domain.</summary>
    public static string BecauseWithShare(InteractionKind strongest, string quoted, double share) =>
        Source.Format(nameof(BecauseWithShare), Did(strongest), quoted, share * 100);

    /// <summary>Share of the audience of something in another domain, as far as it is known in the target domain.</summary>
    public static string BecauseAcross(InteractionKind strongest, string quoted, double share, string targetDomain) =>
        Source.Format(nameof(BecauseAcross), Did(strongest), quoted, share * 100, DomainName.ForPeople(targetDomain));

    public static string BecauseWithoutShare(InteractionKind strongest, string quoted) =>
        Source.Format(nameof(BecauseWithoutShare), Did(strongest), quoted);

    public static KuajieException WrongDiversity(string text) =>
        Source.Fault("wrong-diversity", "WrongDiversity", "--diversity", isUsage: true, arguments: [text]);

    public static KuajieException WrongExploration(string text) =>
        Source.Fault("wrong-exploration", "WrongExploration", "--explore", isUsage: true, arguments: [text]);

    public static KuajieException ExploredListLength(int count, int most) =>
        Source.Fault("list-length", "ExploredListLength", "-k", isUsage: true, arguments: [count, most]);

    /// <summary>Re-ranking a drawn list would make its propensities those of another list.</summary>
    public static KuajieException DiversityWithExploration() =>
        Source.Fault("diversity-with-exploration", "DiversityWithExploration", isUsage: true);

    public static KuajieException NoTopics(string domain) =>
        Source.Fault("no-topics", "NoTopics", "--diversity", isUsage: true, arguments: [domain]);

    /// <summary>Tags that both items have.</summary>
    public static string SharedTags(IReadOnlyList<string> tags, InteractionKind strongest, string quoted) =>
        Source.Format(tags.Count == 1 ? "SharedTag" : nameof(SharedTags), Listed(tags), quoted, Did(strongest));

    /// <summary>Phrases that both items' texts hold.</summary>
    public static string SharedWords(IReadOnlyList<string> words, InteractionKind strongest, string quoted) =>
        Source.Format(nameof(SharedWords), Listed(words), quoted, Did(strongest));

    /// <summary>Tags of the past item that other items of the recommended one's audience have.</summary>
    public static string AudienceTags(IReadOnlyList<string> tags, InteractionKind strongest, string quoted) =>
        Source.Format(nameof(AudienceTags), Listed(tags), quoted, Did(strongest));

    /// <summary>Close by vectors, or by more than can be named.</summary>
    public static string CloseContent(InteractionKind strongest, string quoted) =>
        Source.Format(nameof(CloseContent), quoted, Did(strongest));

    /// <summary>A title in the marks that the language puts around titles of works, or around names of everything else.</summary>
    public static string Quoted(string title, string? kind) => Source.Format(IsWork(kind) ? "QuotedWork" : "QuotedThing", title);

    public static string Popular(string domain) => Source.Format(nameof(Popular), DomainName.ForPeople(domain));

    public static string CountFound(int count) => Source.Format(nameof(CountFound), count);

    public static string CountExpected => Source.Format(nameof(CountExpected));

    public static string CountCure => Source.Format(nameof(CountCure));

    public static string NoModelFound(string domain) => Source.Format(nameof(NoModelFound), domain);

    public static string NoModelExpected => Source.Format(nameof(NoModelExpected));

    public static string NoModelCure(string domain) => Source.Format(nameof(NoModelCure), domain);

    public static string UnknownVersionFound(string version) => Source.Format(nameof(UnknownVersionFound), version);

    public static string UnknownVersionExpected(string domain) => Source.Format(nameof(UnknownVersionExpected), domain);

    public static string UnknownVersionCure => Source.Format(nameof(UnknownVersionCure));

    /// <summary>The file is sound, but what it holds makes no model here.</summary>
    public static KuajieException UnusableModel(string version, string model, Exception? inner = null) =>
        Source.Fault("unusable-model", "UnusableModel", inner: inner, arguments: [version, model, inner?.Message]);

    private static bool IsWork(string? kind) => kind is ItemKinds.Course or ItemKinds.Book or ItemKinds.Audio or ItemKinds.Column;

    private static string Listed(IReadOnlyList<string> words) => string.Join(Source.Format("ListSeparator"), words);

    private static string Did(InteractionKind kind) => Source.Format($"Did{kind}");
}
