using System.IO.Compression;
using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;
using Kuajie.Storage.Links;

namespace Kuajie.Storage.Tests.Links;

public sealed class PairTableReaderTests : IDisposable
{
    private static readonly PairColumns Columns = PairColumns.OfLinks("knowledge", "sports");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("source_user,target_user\nk1,s1\n")]
    [InlineData("Target User;note;SOURCE-USER\ns1;x;k1")]
    [InlineData("源用户ID\t目标用户ID\r\nk1\ts1\r\n")]
    [InlineData("knowledge_user,sports\n\"k1\", s1 \n\n")]
    public void Read_HeadersPeopleWrite_AreRecognised(string text) =>
        Assert.Equal([new PairRow("k1", "s1")], PairTableReader.Read(Written(Encoding.UTF8.GetBytes(text)), Columns).Rows);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-mark", "utf-16", "utf-16BE", "gb18030"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_EncodingsInUse_AreDetected(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = name == "utf-8-mark" ? new UTF8Encoding(true) : Encoding.GetEncoding(name);
        byte[] mark = name is "utf-8" or "gb18030" ? [] : encoding.GetPreamble();

        var table = PairTableReader.Read(Written([.. mark, .. encoding.GetBytes("源用户,目标用户\n学员一,球迷甲\n")]), Columns);

        Assert.Equal([new PairRow("学员一", "球迷甲")], table.Rows);
    }

    [Fact]
    public void Read_BrokenRows_AreLeftOutAndTheirLinesTold()
    {
        var table = PairTableReader.Read(Written("source_user,target_user\nk1,s1\nk2,\n,s3\nk4\nk5,s5,x\nk6,s6"u8), Columns);

        Assert.Equal([new PairRow("k1", "s1"), new PairRow("k6", "s6")], table.Rows);
        Assert.Equal(6, table.RowsRead);
        Assert.Equal([3, 4, 5, 6], table.RejectedLines);
    }

    [Fact]
    public void Read_UnknownHeader_NamesWhatIsThere()
    {
        var fault = Assert.Throws<KuajieException>(() => PairTableReader.Read(Written("甲,乙\n1,2\n"u8), Columns));

        Assert.Equal("missing-column", fault.Code);
        Assert.Contains("甲, 乙", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MappedHeader_IsTaken() =>
        Assert.Equal(
            [new PairRow("1", "2")],
            PairTableReader
                .Read(Written("甲,乙\n1,2\n"u8), Columns, new Dictionary<string, string> { ["source_user"] = "甲", ["target_user"] = "乙" })
                .Rows
        );

    [Fact]
    public void Read_EmptyFile_SaysSo() =>
        Assert.Equal("empty-file", Assert.Throws<KuajieException>(() => PairTableReader.Read(Written([]), Columns)).Code);

    [Fact]
    public void Read_Packed_IsUnpacked()
    {
        using (var packed = new GZipStream(File.Create(folder.File("links.csv.gz")), CompressionMode.Compress))
        {
            packed.Write("source_user,target_user\nk1,s1\n"u8);
        }

        Assert.Single(PairTableReader.Read(folder.File("links.csv.gz"), Columns).Rows);
    }

    [Fact]
    public void Read_PackedTooTightly_IsRefusedBeforeItFillsTheMemory()
    {
        using (var packed = new GZipStream(File.Create(folder.File("links.csv.gz")), CompressionLevel.Fastest))
        {
            packed.Write("source_user,target_user\n"u8);
            for (var mebibyte = 0; mebibyte < 128; mebibyte++)
            {
                packed.Write(new byte[1 << 20]);
            }
        }

        Assert.Equal(
            "packed-too-tightly",
            Assert.Throws<KuajieException>(() => PairTableReader.Read(folder.File("links.csv.gz"), Columns)).Code
        );
    }

    [Fact]
    public void Read_PackedByNameOnly_SaysSo()
    {
        File.WriteAllText(folder.File("links.csv.gz"), "source_user,target_user\nk1,s1\n");

        Assert.Equal(
            "unreadable-file",
            Assert.Throws<KuajieException>(() => PairTableReader.Read(folder.File("links.csv.gz"), Columns)).Code
        );
    }

    [Fact]
    public void ReadHashed_RawIdentifiers_AreRefusedWithoutShowingThem()
    {
        var path = Written("user,email\nk1,li@example.com\n"u8);

        var fault = Assert.Throws<KuajieException>(() => IdentifierFile.ReadHashed(path));

        Assert.Equal("raw-identifiers", fault.Code);
        Assert.DoesNotContain("li@example.com", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HashedFile_FitsWhatTheOtherSideHashesItself()
    {
        var key = new Pseudonymizer("0123456789abcdefghijklmnopqrstuv"u8);
        var ours = IdentifierFile.ReadRaw(
            Written("用户ID,手机号\nk1,138-0013-8000\nk2,?\n"u8),
            new IdentifierNormalizer(IdentifierKind.Phone),
            key
        );
        IdentifierFile.Write(folder.File("theirs.csv"), [new HashedIdentifier("s1", key.IdentifierHash("phone:+8613800138000"))]);

        var theirs = IdentifierFile.ReadHashed(folder.File("theirs.csv"));

        Assert.Equal(1, ours.RowsRejected);
        Assert.Equal(Assert.Single(ours.Identifiers).Hash, Assert.Single(theirs.Identifiers).Hash);
    }

    private string Written(ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(folder.File("links.csv"), content);
        return folder.File("links.csv");
    }
}
