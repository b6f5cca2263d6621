using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.Tests.Imports;

public sealed class InteractionImportTests : IDisposable
{
    private const string Header = "user_id,item_id,kind,time\n";
    private readonly ImportingStore store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(",c1,view,2024-01-01", ImportReasons.MissingUser)]
    [InlineData("NULL,c1,view,2024-01-01", ImportReasons.MissingUser)]
    [InlineData("u1,  ,view,2024-01-01", ImportReasons.MissingItem)]
    [InlineData("u1,c1,fly,2024-01-01", ImportReasons.UnknownKind)]
    [InlineData("u1,c1,view,yesterday", ImportReasons.UnparsableTime)]
    [InlineData("u1,c1,view,2024-02-30", ImportReasons.UnparsableTime)]
    [InlineData("u1,c1,view,1989-12-31", ImportReasons.ImpossibleTime)]
    [InlineData("u1,c1,view,2199-01-01", ImportReasons.ImpossibleTime)]
    [InlineData("u1,c1,view,0", ImportReasons.ImpossibleTime)]
    [InlineData("u1,c1,view", ImportReasons.WrongColumnCount)]
    [InlineData("u1,c1,view,2024-01-01,more", ImportReasons.WrongColumnCount)]
    [InlineData("\"u1,c1,view,2024-01-01", ImportReasons.WrongColumnCount)]
    [InlineData("u\u0000,c1,view,2024-01-01", ImportReasons.BrokenEncoding)]
    public void Import_BadRow_IsRejectedWithItsReasonAlone(string row, string reason)
    {
        var report = store.Interactions(store.Write("a.csv", $"{Header}u0,c0,view,2024-01-01\n{row}\nu9,c9,view,2024-01-02\n"));

        Assert.Equal((3, 2, 1, 0), (report.RowsRead, report.RowsKept, report.RowsRejected, report.DuplicateRows));
        Assert.Equal(new Dictionary<string, long> { [reason] = 1 }, report.RejectedByReason);
        Assert.Equal(3, Assert.Single(report.Examples).Line);
        Assert.Contains(reason, File.ReadAllText(Path.Combine(store.Temporary.Folder, "import-1.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_IdOf256AndOf257Characters_OnlyTheLongerIsRejected()
    {
        var report = store.Interactions(store.Write("a.csv", $"user,item\n{new string('长', 256)},c1\n{new string('x', 257)},c1\n"));

        Assert.Equal(1, report.RejectedByReason[ImportReasons.TooLongId]);
        Assert.Equal(1, report.RowsKept);
    }

    [Theory]
    [InlineData("2024-03-05T01:02:03Z", "UTC", "2024-03-05 01:02:03")]
    [InlineData("2024-03-05T01:02:03+08:00", "UTC", "2024-03-04 17:02:03")]
    [InlineData("2024-03-05 01:02:03", "Asia/Shanghai", "2024-03-04 17:02:03")]
    [InlineData("2024/3/5 1:02", "Asia/Shanghai", "2024-03-04 17:02:00")]
    [InlineData("2024/3/5 1:02:07", "UTC", "2024-03-05 01:02:07")]
    [InlineData("2024年3月5日 1:02", "UTC", "2024-03-05 01:02:00")]
    [InlineData("2024/3/5", "UTC", "2024-03-05 00:00:00")]
    [InlineData("20240305", "UTC", "2024-03-05 00:00:00")]
    [InlineData("1709600523", "Asia/Shanghai", "2024-03-05 01:02:03")]
    [InlineData("1709600523000", "UTC", "2024-03-05 01:02:03")]
    [InlineData("1709600523.0", "UTC", "2024-03-05 01:02:03")]
    public void Import_TimeAsWritten_IsUnderstood(string text, string zone, string expected)
    {
        store.Interactions(store.Write("a.csv", $"{Header}u1,c1,view,{text}\n"), request => request with { TimeZone = zone });

        Assert.Equal(expected, $"{Assert.Single(store.Temporary.Store.OfUser("knowledge", "u1")).At:yyyy-MM-dd HH:mm:ss}");
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Import_ChineseExport_DetectsEncodingAndColumns(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "用户ID,课程ID,行为,时间\n张三,运动解剖学,报名,2024/3/5 8:00\n李四,足球史,观看,2024/3/5 9:00\n";
        var encoding = Encoding.GetEncoding(name);

        var report = store.Interactions(store.Write("a.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]));

        Assert.Equal(2, report.RowsKept);
        Assert.Equal(InteractionKind.Enrol, Assert.Single(store.Temporary.Store.OfUser("knowledge", "张三")).Kind);
    }

    [Fact]
    public void Import_BrokenBytesInOneRow_LosesOnlyThatRow()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes($"{Header}用户,c1,view,2024-01-01\n"),
            0xe4,
            0xff,
            .. ",c1,view,2024-01-01\nu3,c3,view,2024-01-01\n"u8,
        ];

        var report = store.Interactions(store.Write("a.csv", bytes));

        Assert.Equal((2, 1), (report.RowsKept, report.RejectedByReason[ImportReasons.BrokenEncoding]));
    }

    [Fact]
    public void Import_QuotedFieldOverLines_IsOneRow()
    {
        var report = store.Interactions(store.Write("a.csv", "user,item,note\r\nu1,c1,\"a \"\"b\"\",\r\nc\"\r\nu2,c2,x\r\n"));

        Assert.Equal((2, 2), (report.RowsRead, report.RowsKept));
    }

    [Fact]
    public void Import_DuplicatesWithinAndAgainstTheStore_Collapse()
    {
        var first = store.Interactions(
            store.Write("a.csv", $"{Header}u1,c1,view,2024-01-01\nu1,c1,view,2024-01-01\nu1,c1,like,2024-01-01\n")
        );
        var extended = store.Interactions(
            store.Write("b.csv", $"{Header}u1,c1,view,2024-01-01\nu1,c1,like,2024-01-01\nu2,c1,view,2024-01-01\nu2,c1,view,2024-01-01\n")
        );

        Assert.Equal((2, 1), (first.RowsKept, first.DuplicateRows));
        Assert.Equal((1, 3), (extended.RowsKept, extended.DuplicateRows));
        Assert.Equal(3, Assert.Single(store.Temporary.Store.Totals()).Interactions);
    }

    [Fact]
    public void FindCommitted_SameContentUnderAnotherName_IsFoundUnlessReadOtherwise()
    {
        store.Interactions(store.Write("a.csv", $"{Header}u1,c1,view,2024-01-01\n"));
        var again = new ImportRequest { Domain = "knowledge", Interactions = [store.Write("z.csv", $"{Header}u1,c1,view,2024-01-01\n")] };
        var otherwise = again with { TimeZone = "Asia/Shanghai" };

        Assert.NotNull(store.Temporary.Store.FindCommitted("knowledge", store.Temporary.Store.Fingerprint(again, store, default)));
        Assert.Null(store.Temporary.Store.FindCommitted("knowledge", store.Temporary.Store.Fingerprint(otherwise, store, default)));
        Assert.Null(store.Temporary.Store.FindCommitted("sports", store.Temporary.Store.Fingerprint(again, store, default)));
    }

    [Fact]
    public void Import_JsonLinesPacked_AndParquet_GiveTheSameRows()
    {
        var json = """
            {"reviewerID":"u1","asin":"c1","overall":5.0,"unixReviewTime":1709600523}
            {"reviewerID":"u2","asin":"c1","overall":9.0,"unixReviewTime":1709600523}
            {broken
            ["no object"]
            """;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json));
        }

        var report = store.Interactions(
            store.Write("a.jsonl.gz", packed.ToArray()),
            request => request with { Preset = ImportOptionTexts.Preset("amazon-reviews") }
        );

        Assert.Equal(1, report.RowsKept);
        Assert.Equal(new Dictionary<string, long> { ["brokenJson"] = 2, ["ratingOutOfRange"] = 1 }, report.RejectedByReason);
        var parquet = Path.Combine(store.Temporary.Folder, "a.parquet");
        using (var session = store.Temporary.Store.File.Session())
        {
            Kuajie.Storage.DuckDb.DuckDbCommands.Execute(
                session.Connection,
                $"COPY (SELECT 'u1' AS uid, 'c1' AS iid, 5.0 AS rating, TIMESTAMP '2024-03-05 01:02:03' AS ts UNION ALL SELECT NULL, 'c1', 3, NULL) TO '{parquet}'"
            );
        }
        var second = store.Interactions(parquet);
        Assert.Equal((0, 1, 1), (second.RowsKept, second.DuplicateRows, second.RejectedByReason[ImportReasons.MissingUser]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void Import_DamagedGzip_IsAFaultThatNamesTheFile(int soundBytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(
                Encoding.UTF8.GetBytes(
                    Header + string.Concat(Enumerable.Range(0, 500).Select(row => $"u{row * 7919},c{row * 104729},view,2024-01-01\n"))
                )
            );
        }
        byte[] bytes = [.. packed.ToArray().AsSpan(0, 10 + soundBytes), 0xff, 0xff, 0xff];

        var fault = Assert.Throws<KuajieException>(() => store.Interactions(store.Write("a.csv.gz", bytes)));

        Assert.EndsWith("a.csv.gz", fault.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_Movielens_ReadsFilesWithoutHeader()
    {
        var report = store.Interactions(
            store.Write("ratings.dat", "1::1193::5::978300760\n1::661::3::978302109\n1::914::9::978301968\n"),
            request => request with { Preset = ImportOptionTexts.Preset("movielens") }
        );

        Assert.Equal((2, 1), (report.RowsKept, report.RejectedByReason[ImportReasons.RatingOutOfRange]));
    }

    [Theory]
    [InlineData("recbole", "a.inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float\nu1\tc1\t4.0\t1709600523.0\n")]
    [InlineData("douban", "a.txt", "u1\tc1\t4\t1709600523\n")]
    [InlineData(
        "amazon-reviews",
        "a.jsonl",
        """{"user_id":"u1","parent_asin":"c1","asin":"variant","rating":4.0,"timestamp":1709600523000}"""
    )]
    [InlineData("movielens", "ratings.dat", "u1::c1::4::1709600523\n")]
    public void Import_Preset_ReadsItsLayout(string preset, string name, string text)
    {
        var report = store.Interactions(store.Write(name, text), request => request with { Preset = ImportOptionTexts.Preset(preset) });

        Assert.Equal((1, 1), (report.RowsRead, report.RowsKept));
        var row = Assert.Single(store.Temporary.Store.OfUser("knowledge", "u1"));
        Assert.Equal(("c1", InteractionKind.Rating, 4.0), (row.ItemId, row.Kind, row.Value));
        Assert.Equal(new DateTimeOffset(2024, 3, 5, 1, 2, 3, TimeSpan.Zero), row.At);
    }

    [Fact]
    public void Import_MissingColumn_ListsColumnsAndCandidates()
    {
        var fault = Assert.Throws<KuajieException>(() => store.Interactions(store.Write("a.csv", "usr_idd,item_id\nu1,c1\n")));

        Assert.True(fault.IsUsage);
        Assert.Contains("usr_idd, item_id", fault.Found, StringComparison.Ordinal);
        Assert.Contains("usr_idd", fault.Expected, StringComparison.Ordinal);
        Assert.Empty(store.Temporary.Store.Totals());
    }

    [Theory]
    [InlineData("ts_ms", "1709600523000")]
    [InlineData("timestamp_ms", "1709600523000")]
    [InlineData("Event Time", "2024-03-05T01:02:03Z")]
    [InlineData("created_at", "2024-03-05 01:02:03")]
    [InlineData("unixReviewTime", "1709600523")]
    [InlineData("时间戳", "1709600523")]
    [InlineData("时间戳（毫秒）", "1709600523000")]
    [InlineData("下单时间", "2024/3/5 1:02:03")]
    [InlineData("timestamp:float", "1709600523.0")]
    public void Import_TimeColumnByAnyOfItsNames_IsTaken(string column, string time)
    {
        var report = store.Interactions(store.Write("a.csv", $"user_id,item_id,{column}\nu1,c1,{time}\n"));

        Assert.Empty(report.FilesWithoutTime);
        Assert.Equal(
            new DateTimeOffset(2024, 3, 5, 1, 2, 3, TimeSpan.Zero),
            Assert.Single(store.Temporary.Store.OfUser("knowledge", "u1")).At
        );
    }

    [Fact]
    public void Import_FileWithoutTimeColumn_IsNamed()
    {
        var without = store.Write("a.csv", "user_id,item_id,when\nu1,c1,2024-03-05\n");
        var with = store.Write("b.csv", $"{Header}u1,c1,view,2024-01-01\n");

        var report = store.Import(new ImportRequest { Domain = "knowledge", Interactions = [without, with] });

        Assert.Equal(["a.csv"], report.FilesWithoutTime);
        var mapped = store.Interactions(without, request => request with { Map = new Dictionary<string, string> { ["time"] = "when" } });
        Assert.Empty(mapped.FilesWithoutTime);
    }

    [Fact]
    public void Import_Robot_IsFlaggedAndLeftOutOfTraining()
    {
        var rows = new StringBuilder(Header);
        for (var user = 0; user < 100; user++)
        {
            for (var row = 0; row <= user % 9; row++)
            {
                rows.Append(CultureInfo.InvariantCulture, $"u{user},c{row},view,2024-01-{row + 1:00} 10:00:00\n");
            }
        }
        for (var row = 0; row < 400; row++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"robot,c{row % 9},view,2024-01-05 10:{row / 10:00}:{row % 10:00}\n");
        }

        var report = store.Interactions(store.Write("a.csv", rows.ToString()));

        Assert.Equal(1, report.Quality!.FlaggedUserCount);
        var robot = Assert.Single(report.Quality.FlaggedUsers);
        Assert.Equal("robot", robot.UserId);
        Assert.Equal(["hourlyRate", "dailyRate", "volume"], robot.Reasons.Select(reason => reason.Reason));
        Assert.All(robot.Reasons, reason => Assert.Equal(400, reason.Measured));
        Assert.DoesNotContain(
            store.Temporary.Store.ReadWeighted("knowledge", KindWeights.Default, CancellationToken.None),
            row => row.UserId == "robot"
        );
        Assert.Equal(400, store.Temporary.Store.OfUser("knowledge", "robot").Count);
    }

    [Fact]
    public void Import_Pseudonymised_LeavesTheIdInNoFile()
    {
        const string Secret = "alice-77f1";
        var text = $"user_id,item_id,kind,time\n{Secret},c1,view,2024-01-01\n{Secret},c1,fly,2024-01-01\n{Secret},c1\n";
        var path = store.Write("a.csv", text);

        store.Interactions(
            path,
            request => request with { Pseudonymizer = new Pseudonymizer(Encoding.UTF8.GetBytes(new string('k', 32))) }
        );
        File.Delete(path);
        store.Temporary.Store.Dispose();

        foreach (var file in Directory.EnumerateFiles(store.Temporary.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, file);
        }
    }

    [Fact]
    public void Import_DryRunAndCancelled_LeaveNothing()
    {
        var path = store.Write("a.csv", $"{Header}u1,c1,view,2024-01-01\n");

        Assert.Equal(1, store.Interactions(path, request => request with { IsDryRun = true }).RowsKept);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            store.Import(new ImportRequest { Domain = "knowledge", Interactions = [path] }, new CancellationToken(canceled: true))
        );

        Assert.Empty(store.Temporary.Store.Totals());
        Assert.Empty(store.Temporary.Store.CommittedImports());
    }

    [Fact]
    public void Import_RandomBytes_AreRejectedRowsOrAFaultAPersonCanCure()
    {
        var number = 0;
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 4].Select(place => ((string[])["csv", "tsv", "jsonl", "parquet", "csv.gz"])[place]))
            .Sample(
                (bytes, ending) =>
                {
                    byte[] content = [.. ending == "jsonl" ? "{\"user\":1,\"item\":2}\n"u8 : "user,item,time\n"u8, .. bytes];
                    var path = store.Write($"f{Interlocked.Increment(ref number)}.{ending}", content);
                    try
                    {
                        var report = store.Interactions(path, request => request with { IsDryRun = true });
                        return report.RowsRead == report.RowsKept + report.RowsRejected + report.DuplicateRows
                            && report.RowsRejected == report.RejectedByReason.Values.Sum();
                    }
                    catch (KuajieException)
                    {
                        return true;
                    }
                },
                iter: 40,
                threads: 1
            );
    }
}
