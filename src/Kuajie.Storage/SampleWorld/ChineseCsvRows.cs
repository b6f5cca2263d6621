using System.Globalization;
using System.Text;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;

namespace Kuajie.Storage.SampleWorld;

/// <summary>The knowledge platform's interactions as a spreadsheet program in China saves them: GB18030, Chinese headers and kinds, local times to the minute.</summary>
internal sealed class ChineseCsvRows : RowFile
{
    public const string Header = "用户ID,课程ID,行为,时间,数值,来源";

    /// <summary>A lead byte of GB18030 with a trail byte that no two-byte or four-byte form allows.</summary>
    public static ReadOnlySpan<byte> BrokenBytes => [0x81, 0x7F];
    private static readonly string[] Sources = ["App", "小程序", "网页", "平板"];
    private static readonly string[] BadTimes = ["昨天下午", "2026/13/45 9:07", "时间未知", "下周三"];
    private static readonly string[] ImpossibleTimes = ["1970/1/1 8:00", "1900/1/1 0:00", "2126/3/5 9:07", "2099/12/31 23:59"];
    private static readonly string[] UnknownKinds = ["心跳上报", "页面停留", "debug_ping", "滚动"];
    private static readonly string[] BadRatings = ["-1", "999", "-3", "120"];
    private static readonly Dictionary<InteractionKind, string> Kinds = new()
    {
        [InteractionKind.View] = "浏览",
        [InteractionKind.Search] = "搜索",
        [InteractionKind.Click] = "点击",
        [InteractionKind.Like] = "点赞",
        [InteractionKind.Favourite] = "收藏",
        [InteractionKind.Comment] = "评论",
        [InteractionKind.Share] = "分享",
        [InteractionKind.Enrol] = "报名",
        [InteractionKind.Purchase] = "购买",
        [InteractionKind.Complete] = "学完",
        [InteractionKind.Watch] = "观看",
        [InteractionKind.Gift] = "打赏",
        [InteractionKind.Rating] = "评分",
    };

    private readonly IReadOnlyList<WorldItem> items;
    private readonly Encoding encoding = ChineseEncoding.Strict;
    private readonly FileStream stream;
    private readonly StringBuilder line = new();
    private byte[] bytes = new byte[4_096];

    public ChineseCsvRows(string folder, string name, IReadOnlyList<WorldItem> items, ulong seed, int number)
        : base(name, seed, number, [.. Enum.GetValues<DefectReason>().Where(reason => reason != DefectReason.BrokenJson)])
    {
        this.items = items;
        stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        line.Append(Header);
        WriteLine(brokenAt: -1);
    }

    public override void Dispose() => stream.Dispose();

    protected override void Close() => stream.Dispose();

    protected override void Write(ExportRow row)
    {
        var (good, defect, variant) = row;
        var user = defect is DefectReason.MissingUser ? "" : good.UserId;
        var item = defect is DefectReason.MissingItem ? "" : items[good.Item].ItemId;
        if (defect is DefectReason.TooLongId)
        {
            (user, item) = variant % 2 == 0 ? (LongId.From(user, variant), item) : (user, LongId.From(item, variant));
        }
        line.Append(user);
        var brokenAt = defect is DefectReason.BrokenEncoding && variant % 2 == 0 ? line.Length : -1;
        line.Append(',').Append(item);
        brokenAt = defect is DefectReason.BrokenEncoding && brokenAt < 0 ? line.Length : brokenAt;
        line.Append(',').Append(KindOf(row)).Append(',').Append(TimeOf(row)).Append(',').Append(ValueOf(row));
        line.Append(',').Append(Sources[(int)(good.UnixSeconds % Sources.Length)]);
        if (defect is DefectReason.WrongColumnCount)
        {
            line.Append(variant % 2 == 0 ? ",活动,春季" : ",");
        }
        WriteLine(brokenAt);
    }

    private static string KindOf(ExportRow row) =>
        row.Defect switch
        {
            DefectReason.UnknownKind => UnknownKinds[row.Variant % UnknownKinds.Length],
            DefectReason.RatingOutOfRange => Kinds[InteractionKind.Rating],
            _ => Kinds[row.Row.Kind],
        };

    private static string TimeOf(ExportRow row) =>
        row.Defect switch
        {
            DefectReason.UnparsableTime => BadTimes[row.Variant % BadTimes.Length],
            DefectReason.ImpossibleTime => ImpossibleTimes[row.Variant % ImpossibleTimes.Length],
            _ => DateTimeOffset
                .FromUnixTimeSeconds(row.Row.UnixSeconds + WorldCalendar.ShanghaiOffsetSeconds)
                .ToString("yyyy'/'M'/'d H:mm", CultureInfo.InvariantCulture),
        };

    private static string ValueOf(ExportRow row) =>
        row.Defect is DefectReason.RatingOutOfRange
            ? BadRatings[row.Variant % BadRatings.Length]
            : row.Row.Value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Encodes and writes the line; the broken bytes go in before the character at a place, if any.</summary>
    private void WriteLine(int brokenAt)
    {
        var text = line.Append("\r\n").ToString();
        line.Clear();
        if (brokenAt < 0)
        {
            WriteText(text);
            return;
        }
        WriteText(text.AsSpan(0, brokenAt));
        stream.Write(BrokenBytes);
        WriteText(text.AsSpan(brokenAt));
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        var most = encoding.GetMaxByteCount(text.Length);
        if (bytes.Length < most)
        {
            bytes = new byte[most];
        }
        stream.Write(bytes.AsSpan(0, encoding.GetBytes(text, bytes)));
    }
}
