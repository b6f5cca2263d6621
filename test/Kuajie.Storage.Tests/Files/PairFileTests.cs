using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Tests.Files;

public sealed class PairFileTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("kuajie-pairs").FullName, "phone.train.tsv");

    [Fact]
    public void Read_HeaderAndRows_KeepsOrderAndNamesTheSide()
    {
        File.WriteAllText(path, "user_id\titem_id\trating\nu1\tphone-1\t4.5\n用户\tphone-2\t1\n\n");
        var table = PairFile.Read(path);
        Assert.Equal("phone", table.Name);
        Assert.Equal([new UserItemPair("u1", "phone-1", 4.5f), new UserItemPair("用户", "phone-2", 1)], table.Rows);
    }

    [Fact]
    public void Read_ColumnsInAnyOrderAndMarkedUtf8_AreFound()
    {
        File.WriteAllText(path, "item_id\tuser_id\r\ni\tu\r\n", new UTF8Encoding(true));
        Assert.Equal([new UserItemPair("u", "i")], PairFile.Read(path).Rows);
    }

    [Theory]
    [InlineData("user\titem\nu\ti\n", "wrong-header", 1)]
    [InlineData("", "wrong-header", 1)]
    [InlineData("user_id\titem_id\n", "no-rows", 1)]
    [InlineData("user_id\titem_id\nu1\ti1\nu2\n", "wrong-columns", 3)]
    [InlineData("user_id\titem_id\nu1\ti1\textra\n", "wrong-columns", 2)]
    [InlineData("user_id\titem_id\nu1\t\n", "empty-id", 2)]
    [InlineData("user_id\titem_id\trating\nu1\ti1\tgood\n", "bad-rating", 2)]
    [InlineData("user_id\titem_id\trating\nu1\ti1\tNaN\n", "bad-rating", 2)]
    [InlineData("user_id\titem_id\nu1\ti1\n\nu2\ti2\n", "blank-line", 3)]
    public void Read_BadFile_NamesTheLine(string content, string code, int line)
    {
        File.WriteAllText(path, content);
        var fault = Assert.Throws<KuajieException>(() => PairFile.Read(path));
        Assert.Equal(code, fault.Code);
        Assert.Equal($"{path}, line {line}", fault.Where);
    }

    [Fact]
    public void Read_NotUtf8_SaysSo()
    {
        File.WriteAllBytes(path, [.. "user_id\titem_id\n"u8, 0xD3, 0xC3, (byte)'\t', (byte)'i', (byte)'\n']);
        Assert.Equal("bad-encoding", Assert.Throws<KuajieException>(() => PairFile.Read(path)).Code);
    }

    [Fact]
    public void Read_NoFile_SaysSo() =>
        Assert.Equal("file-not-found", Assert.Throws<KuajieException>(() => PairFile.Read(path + ".absent")).Code);

    [Fact]
    public void WriteScores_AnyFloats_KeepAllDigits()
    {
        float[] scores = [1f / 3, -0.1f, 1e-30f, 0];
        PairFile.WriteScores(path, scores);
        var lines = File.ReadAllLines(path);
        Assert.Equal("score", lines[0]);
        Assert.Equal(scores, lines[1..].Select(float.Parse));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
}
