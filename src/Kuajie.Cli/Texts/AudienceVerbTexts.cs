using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.LookAlikes;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie audience</c>.</summary>
internal static class AudienceVerbTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(AudienceVerbTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string SegmentsDescription => Source.Format(nameof(SegmentsDescription));

    public static string DefineDescription => Source.Format(nameof(DefineDescription));

    public static string CountDescription => Source.Format(nameof(CountDescription));

    public static string ExportDescription => Source.Format(nameof(ExportDescription));

    public static string ClusterDescription => Source.Format(nameof(ClusterDescription));

    public static string LookAlikeDescription => Source.Format(nameof(LookAlikeDescription));

    public static string ProfileDescription => Source.Format(nameof(ProfileDescription));

    public static string OverlapDescription => Source.Format(nameof(OverlapDescription));

    public static string TagsDescription => Source.Format(nameof(TagsDescription));

    public static string WithOption => Source.Format(nameof(WithOption));

    public static string WithDomainOption => Source.Format(nameof(WithDomainOption));

    public static string TagsWithOption => Source.Format(nameof(TagsWithOption));

    public static string TagsOutputOption => Source.Format(nameof(TagsOutputOption));

    public static string TagsInputOption => Source.Format(nameof(TagsInputOption));

    public static string WeightColumn => Source.Format(nameof(WeightColumn));

    public static string OriginColumn => Source.Format(nameof(OriginColumn));

    public static string DomainOption => Source.Format(nameof(DomainOption));

    public static string TimeZoneOption => Source.Format(nameof(TimeZoneOption));

    public static string NameOption => Source.Format(nameof(NameOption));

    public static string RuleOption => Source.Format(nameof(RuleOption));

    public static string OutputOption => Source.Format(nameof(OutputOption));

    public static string FewestOption => Source.Format(nameof(FewestOption));

    public static string MostOption => Source.Format(nameof(MostOption));

    public static string SeedOption => Source.Format(nameof(SeedOption));

    public static string WithoutFactorsOption => Source.Format(nameof(WithoutFactorsOption));

    public static string ClusterModelOption => Source.Format(nameof(ClusterModelOption));

    public static string SaveAsOption => Source.Format(nameof(SaveAsOption));

    public static string LookAlikeCountOption => Source.Format(nameof(LookAlikeCountOption));

    public static string UserOption => Source.Format(nameof(UserOption));

    public static string SegmentColumn => Source.Format(nameof(SegmentColumn));

    public static string UsersColumn => Source.Format(nameof(UsersColumn));

    public static string RuleColumn => Source.Format(nameof(RuleColumn));

    public static string ClusterColumn => Source.Format(nameof(ClusterColumn));

    public static string LiftColumn => Source.Format(nameof(LiftColumn));

    public static string UserColumn => Source.Format(nameof(UserColumn));

    public static string LikenessColumn => Source.Format(nameof(LikenessColumn));

    public static string ReasonsColumn => Source.Format(nameof(ReasonsColumn));

    public static string NameColumn => Source.Format(nameof(NameColumn));

    public static string ShareColumn => Source.Format(nameof(ShareColumn));

    public static string ConfidenceColumn => Source.Format(nameof(ConfidenceColumn));

    public static string WhyColumn => Source.Format(nameof(WhyColumn));

    public static string NoSegments => Source.Format(nameof(NoSegments));

    public static string Defined(string name, int users, int all) => Source.Format(nameof(Defined), name, users, all);

    public static string Counted(int users, int all) => Source.Format(nameof(Counted), users, all);

    public static string Exported(int users, string file) => Source.Format(nameof(Exported), users, file);

    public static string InSegments(IReadOnlyList<string> names) =>
        Source.Format(nameof(InSegments), names.Count == 0 ? "–" : string.Join(", ", names));

    public static string Overlapping(bool isAcross, long? all, long? first, long? second, long? both) =>
        Source.Format(isAcross ? "OverlapAcross" : "OverlapWithin", all, first, second, both);

    public static string OverlapRatios(double share, string lift) => Source.Format(nameof(OverlapRatios), 100 * share, lift);

    public static string TagsLearnt(long people, int revision, int decided) => Source.Format(nameof(TagsLearnt), people, revision, decided);

    public static string TagsWritten(int pairs, string file) => Source.Format(nameof(TagsWritten), pairs, file);

    public static string Stage(AudienceStage stage) => Source.Format($"Stage{stage}");

    public static string Unit(AudienceStage stage) => Source.Format($"Unit{stage}");

    public static string Origin(TagOrigin origin) => Source.Format("Origin" + origin);

    public static string Row(RankingRow row) => Source.Format("Row" + row.Name, row.Auc, row.AucLow, row.AucHigh, row.Precision, row.At);
}
