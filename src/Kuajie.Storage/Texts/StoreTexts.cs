using Kuajie.Platform.Texts;

namespace Kuajie.Storage.Texts;

/// <summary>Texts about the event store's file.</summary>
internal static class StoreTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(StoreTexts));

    public static string InUseFound => Source.Format(nameof(InUseFound));

    public static string InUseExpected => Source.Format(nameof(InUseExpected));

    public static string InUseCure => Source.Format(nameof(InUseCure));

    public static string DamagedFound(string message) => Source.Format(nameof(DamagedFound), message);

    public static string DamagedExpected => Source.Format(nameof(DamagedExpected));

    public static string DamagedCure => Source.Format(nameof(DamagedCure));

    public static string UnreadableTable(string table, string message) => Source.Format(nameof(UnreadableTable), table, message);

    public static string RowsWithoutDomain(string table, long rows) => Source.Format(nameof(RowsWithoutDomain), table, rows);

    public static string UnevenVectors(string domain) => Source.Format(nameof(UnevenVectors), domain);

    public static string RowsWithoutImport(long rows) => Source.Format(nameof(RowsWithoutImport), rows);

    public static string FullFound => Source.Format(nameof(FullFound));

    public static string FullExpected => Source.Format(nameof(FullExpected));

    public static string FullCure => Source.Format(nameof(FullCure));

    public static string RepeatedEvents(long events) => Source.Format(nameof(RepeatedEvents), events);

    public static string DamagedIndex(string file) => Source.Format(nameof(DamagedIndex), file);
}
