using System.Globalization;
using System.Text;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.Tests.Imports;

public sealed class ParquetImportTests : IDisposable
{
    private readonly ImportingStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public void Import_ParquetNameWithBrackets_ReadsThatFileAlone()
    {
        store.Write("part1.parquet", "what a pattern would find");
        var parquet = Path.Combine(store.Temporary.Folder, "part[1].parquet");
        using (var session = store.Temporary.Store.File.Session())
        {
            Kuajie.Storage.DuckDb.DuckDbCommands.Execute(session.Connection, $"COPY (SELECT 'u1' AS uid, 'c1' AS iid) TO '{parquet}'");
        }

        Assert.Equal((1, 1), (store.Interactions(parquet).RowsRead, store.Temporary.Store.OfUser("knowledge", "u1").Count));
    }

    [Fact]
    public void Import_OddIdsInParquet_AreTreatedAsInText()
    {
        string[] users = ["u1", " u1", "u2\t", "", "  ", "NULL", "u\ufffd", new string('x', 257), "　u3", "null2", "u1"];
        var text = new StringBuilder("user_id,item_id\n");
        foreach (var user in users)
        {
            text.Append(CultureInfo.InvariantCulture, $"{user},c1\n");
        }
        text.Append("u1, c2 \nu1,none\n");
        var rows = users.Select(user => $"('{user}', 'c1')").Append("('u1', ' c2 ')").Append("('u1', 'none')");
        var parquet = Path.Combine(store.Temporary.Folder, "a.parquet");
        using (var session = store.Temporary.Store.File.Session())
        {
            Kuajie.Storage.DuckDb.DuckDbCommands.Execute(
                session.Connection,
                $"COPY (SELECT * FROM (VALUES {string.Join(", ", rows)}) AS t(user_id, item_id)) TO '{parquet}'"
            );
        }

        var columnar = store.Interactions(parquet);
        var stored = store.Temporary.Store.OfUser("knowledge", "u1").Select(row => row.ItemId).Order(StringComparer.Ordinal).ToArray();
        var textual = store.Import(new ImportRequest { Domain = "other", Interactions = [store.Write("a.csv", text.ToString())] });

        Assert.Equal((13, 5, 2), (columnar.RowsRead, columnar.RowsKept, columnar.DuplicateRows));
        Assert.Equal(["c1", "c2"], stored);
        Assert.Equal(textual.RejectedByReason, columnar.RejectedByReason);
        Assert.Equal((textual.RowsKept, textual.DuplicateRows), (columnar.RowsKept, columnar.DuplicateRows));
        Assert.Equal(textual.Quality!.Users, columnar.Quality!.Users);
    }
}
