using DuckDB.NET.Data;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Content;

namespace Kuajie.Storage.Tests.Content;

public class ItemVectorFileTests
{
    [Theory]
    [InlineData("v.csv", "item_id,x,y\nc1,1,2\nc2,-0.5,3e-1\n")]
    [InlineData("v.csv", "x,课程编号,y\n1,c1,2\n-0.5,c2,0.3\n")]
    [InlineData("v.tsv", "item_id\tvector\nc1\t[1, 2]\nc2\t[-0.5,0.3]\n")]
    [InlineData("v.jsonl", "{\"item_id\":\"c1\",\"vector\":[1,2]}\n{\"item_id\":\"c2\",\"vector\":[-0.5,0.3]}\n")]
    public void Read_EachWayOfWriting_GivesTheVectors(string name, string text)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        AssertVectors(path);
    }

    [Fact]
    public void Read_Parquet_GivesTheVectors()
    {
        using var folder = new TemporaryFolder();
        foreach (var columns in new[] { "id AS item_id, x, y", "id, [x, y] AS vector" })
        {
            var path = Path.Combine(folder.Path, $"{columns.Length}.parquet");
            using (var connection = new DuckDBConnection("DataSource=:memory:"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText =
                    $"COPY (SELECT {columns} FROM (VALUES ('c1', 1.0::FLOAT, 2.0::FLOAT), ('c2', -0.5, 0.3)) AS t(id, x, y)) TO '{path}'";
                command.ExecuteNonQuery();
            }
            AssertVectors(path);
        }
    }

    [Theory]
    [InlineData("item_id,x,y\nc1,1,2\nc2,1\n", "bad-vector", "Line 3")]
    [InlineData("item_id,x,y\nc1,1,2\n,1,2\n", "bad-vector", "Line 3 has no id")]
    [InlineData("item_id,x,y\nc1,1,two\n", "bad-vector", "“two”")]
    [InlineData("item_id,x,y\nc1,1,NaN\n", "bad-vector", "“NaN”")]
    [InlineData("item_id,x\nc1,1\nc1,2\n", "bad-vector", "second time")]
    [InlineData("item_id,vector\nc1,\"[1,2]\"\nc2,\"[1]\"\n", "bad-vector", "Line 3 has 1 numbers")]
    [InlineData("item_id,x,y\n", "no-vectors", "no line beside its header")]
    public void Read_BadFile_NamesTheLine(string text, string code, string found)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "v.csv");
        File.WriteAllText(path, text);
        var fault = Assert.Throws<KuajieException>(() => ItemVectorFile.Read(path));
        Assert.Equal(code, fault.Code);
        Assert.Contains(found, fault.Found, StringComparison.Ordinal);
        Assert.Equal(path, fault.Where);
    }

    private static void AssertVectors(string path)
    {
        var vectors = ItemVectorFile.Read(path);
        Assert.Equal(2, vectors.Length);
        Assert.Equal([1f, 2f], vectors.ByItem["c1"]);
        Assert.Equal([-0.5f, 0.3f], vectors.ByItem["c2"]);
    }
}
