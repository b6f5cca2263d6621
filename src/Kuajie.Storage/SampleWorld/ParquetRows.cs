using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;

namespace Kuajie.Storage.SampleWorld;

/// <summary>Partner's interactions as Parquet from a data lake, times in unix milliseconds. Rows gather in an in-memory table and go out as one file.</summary>
internal sealed class ParquetRows : RowFile
{
    /// <summary>1970 and 2100: nobody did anything then.</summary>
    private static readonly long[] ImpossibleTimes = [0, 86_400_000, 4_102_444_800_000];
    private static readonly double[] BadRatings = [-1, 999, -3, 120];
    private readonly IReadOnlyList<WorldItem> items;
    private readonly string path;
    private readonly DuckDBConnection connection;
    private readonly DuckDBAppender appender;

    public ParquetRows(string folder, string name, IReadOnlyList<WorldItem> items, ulong seed, int number)
        : base(
            name,
            seed,
            number,
            [
                DefectReason.MissingUser,
                DefectReason.MissingItem,
                DefectReason.ImpossibleTime,
                DefectReason.RatingOutOfRange,
                DefectReason.UnknownKind,
                DefectReason.TooLongId,
            ]
        )
    {
        this.items = items;
        path = Path.Combine(folder, name);
        connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute("SET threads = 1");
        Execute("CREATE TABLE rows (user_id VARCHAR, item_id VARCHAR, event VARCHAR, ts BIGINT, value DOUBLE)");
        appender = connection.CreateAppender("rows");
    }

    public override void Dispose()
    {
        appender.Dispose();
        connection.Dispose();
    }

    protected override void Close()
    {
        appender.Close();
        Execute(
            $"COPY rows TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
        );
        connection.Dispose();
    }

    protected override void Write(ExportRow row)
    {
        var (good, defect, variant) = row;
        var item = items[good.Item].ItemId;
        var (longUser, longItem) = (
            defect is DefectReason.TooLongId && variant % 2 == 0,
            defect is DefectReason.TooLongId && variant % 2 == 1
        );
        var cells = appender.CreateRow();
        AppendId(cells, longUser ? LongId.From(good.UserId, variant) : good.UserId, defect is DefectReason.MissingUser, variant);
        AppendId(cells, longItem ? LongId.From(item, variant) : item, defect is DefectReason.MissingItem, variant);
        cells.AppendValue(
            defect switch
            {
                DefectReason.UnknownKind => EnglishKinds.UnknownOf(variant),
                DefectReason.RatingOutOfRange => EnglishKinds.Of(InteractionKind.Rating),
                _ => EnglishKinds.Of(good.Kind),
            }
        );
        cells.AppendValue(
            defect is DefectReason.ImpossibleTime ? ImpossibleTimes[variant % ImpossibleTimes.Length] : good.UnixSeconds * 1_000
        );
        cells.AppendValue(defect is DefectReason.RatingOutOfRange ? BadRatings[variant % BadRatings.Length] : (double?)good.Value);
        cells.EndRow();
    }

    private static void AppendId(IDuckDBAppenderRow cells, string id, bool isMissing, int variant)
    {
        if (isMissing && variant % 2 == 0)
        {
            cells.AppendNullValue();
        }
        else
        {
            cells.AppendValue(isMissing ? "" : id);
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
