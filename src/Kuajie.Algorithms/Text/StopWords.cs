namespace Kuajie.Algorithms.Text;

/// <summary>Words that say nothing of what a text is about: English function words, and pairs of characters of Chinese ones.</summary>
public static class StopWords
{
    private static readonly HashSet<string> Words =
    [
        .. (
            "a about after all also an and any are as at be been before but by can could did do does each every for from get got had has have he her his how i "
            + "if in into is it its just like may more most much my new no not now of off on one only or other our out over own per she should so some such "
            + "than that the their them then there these they this those to too two up us use very via was we were what when where which who whom why will "
            + "with within without would you your"
        ).Split(' '),
        .. (
            "一个 一些 一种 一样 这个 这些 这种 这样 那个 那些 我们 你们 他们 她们 它们 自己 大家 可以 可能 能够 因为 所以 如果 但是 而且 以及 或者 还是 还有 没有 不是 不能 "
            + "就是 什么 怎么 如何 为什 这么 那么 已经 正在 通过 进行 对于 关于 其中 其他 每个 每一 的人 的是 的一 之后 之前 时候 更多 非常 本次 本课"
        ).Split(' '),
    ];

    /// <summary>Whether a word is one of them, or a number.</summary>
    public static bool Contains(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Words.Contains(word) || word.All(char.IsDigit);
    }
}
