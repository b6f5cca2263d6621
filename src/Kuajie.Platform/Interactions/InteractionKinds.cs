namespace Kuajie.Platform.Interactions;

/// <summary>The words that interaction kinds go by in exports and on the command line. Compared in lower case, without blanks around.</summary>
public static class InteractionKinds
{
    private static readonly (InteractionKind Kind, string[] Words)[] Vocabulary =
    [
        (
            InteractionKind.View,
            ["view", "pv", "browse", "visit", "impression_view", "page_view", "pageview", "detail", "浏览", "查看", "访问", "曝光浏览"]
        ),
        (InteractionKind.Search, ["search", "query", "搜索", "检索", "查询"]),
        (InteractionKind.Click, ["click", "tap", "clk", "点击", "点开"]),
        (InteractionKind.Like, ["like", "thumb_up", "thumbs_up", "upvote", "点赞", "赞", "喜欢"]),
        (InteractionKind.Favourite, ["favourite", "favorite", "fav", "collect", "bookmark", "wishlist", "收藏", "加收藏"]),
        (InteractionKind.Comment, ["comment", "review", "reply", "评论", "评价", "留言", "回复"]),
        (InteractionKind.Share, ["share", "forward", "repost", "分享", "转发"]),
        (
            InteractionKind.Enrol,
            [
                "enrol",
                "enroll",
                "enrolment",
                "enrollment",
                "register",
                "signup",
                "sign_up",
                "subscribe",
                "join",
                "报名",
                "订阅",
                "加入学习",
                "预约",
            ]
        ),
        (InteractionKind.Purchase, ["purchase", "buy", "order", "pay", "paid", "购买", "下单", "支付", "付款", "买"]),
        (InteractionKind.Complete, ["complete", "completed", "finish", "finished", "学完", "完成", "完课", "看完", "读完", "听完"]),
        (InteractionKind.Watch, ["watch", "play", "listen", "read", "study", "观看", "播放", "收听", "学习", "看", "收看", "阅读"]),
        (InteractionKind.Gift, ["gift", "donate", "tip", "reward", "打赏", "送礼", "赠送", "送礼物", "刷礼物"]),
        (InteractionKind.Rating, ["rating", "rate", "score", "评分", "打分"]),
    ];

    private const string Seen = "seen";

    /// <summary>The names of the kinds that interactions can be of.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Vocabulary.Select(entry => entry.Words[0])];

    /// <summary>Every word and its kind.</summary>
    public static IReadOnlyDictionary<string, InteractionKind> Words { get; } =
        Vocabulary
            .SelectMany(entry => entry.Words.Select(word => (word, entry.Kind)))
            .ToDictionary(pair => pair.word, pair => pair.Kind, StringComparer.Ordinal);

    /// <summary>The name of a kind in JSON, SQL and on the command line.</summary>
    public static string WireName(InteractionKind kind) =>
        kind == InteractionKind.Seen ? Seen : Vocabulary.First(entry => entry.Kind == kind).Words[0];

    /// <summary>The kind that a live event's word stands for, or null: those of interactions, and <c>seen</c>.</summary>
    public static InteractionKind? ParseLive(string word) =>
        string.Equals(word, Seen, StringComparison.Ordinal) ? InteractionKind.Seen : Parse(word);

    /// <summary>The kind of interaction that a word stands for, or null.</summary>
    public static InteractionKind? Parse(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Words.TryGetValue(word.Trim().ToLowerInvariant(), out var kind) ? kind : null;
    }
}
