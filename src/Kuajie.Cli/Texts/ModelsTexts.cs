using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie models</c>.</summary>
internal static class ModelsTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ModelsTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string ListDescription => Source.Format(nameof(ListDescription));

    public static string PromoteDescription => Source.Format(nameof(PromoteDescription));

    public static string VersionArgument => Source.Format(nameof(VersionArgument));

    public static string SourceOption => Source.Format(nameof(SourceOption));

    public static string Empty => Source.Format(nameof(Empty));

    public static string VersionColumn => Source.Format(nameof(VersionColumn));

    public static string ModelColumn => Source.Format(nameof(ModelColumn));

    public static string DomainsColumn => Source.Format(nameof(DomainsColumn));

    public static string TrainedColumn => Source.Format(nameof(TrainedColumn));

    public static string ServesColumn => Source.Format(nameof(ServesColumn));

    public static string UnknownExpected => Source.Format(nameof(UnknownExpected));

    public static string UnknownCure => Source.Format(nameof(UnknownCure));

    public static string SourceCure => Source.Format(nameof(SourceCure));

    public static string UnknownFound(string version) => Source.Format(nameof(UnknownFound), version);

    public static string SourceFound(string source) => Source.Format(nameof(SourceFound), source);

    public static string SourceExpected(string domains) => Source.Format(nameof(SourceExpected), domains);

    public static string Promoted(string version, string? source, string target) =>
        source is null ? Source.Format("PromotedInDomain", version, target) : Source.Format(nameof(Promoted), version, source, target);
}
