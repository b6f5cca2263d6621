using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Commands;

/// <summary>Texts of <c>kuajie sample</c>.</summary>
internal static class SampleCommandTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(SampleCommandTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string ScenarioOption(string names) => Source.Format(nameof(ScenarioOption), names);

    public static string UsersOption => Source.Format(nameof(UsersOption));

    public static string SeedOption => Source.Format(nameof(SeedOption));

    public static string OutOption => Source.Format(nameof(OutOption));

    public static string ForceOption => Source.Format(nameof(ForceOption));

    public static string ProgressTitle => Source.Format(nameof(ProgressTitle));

    public static string ProgressUnit => Source.Format(nameof(ProgressUnit));

    public static string Written(string folder) => Source.Format(nameof(Written), folder);

    public static string FileColumn => Source.Format(nameof(FileColumn));

    public static string RowsColumn => Source.Format(nameof(RowsColumn));

    public static string SizeColumn => Source.Format(nameof(SizeColumn));

    public static string DefectsColumn => Source.Format(nameof(DefectsColumn));

    public static string CopiesColumn => Source.Format(nameof(CopiesColumn));

    public static string Next => Source.Format(nameof(Next));
}
