using Kuajie.Algorithms.Association;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class MergedTagMappingTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly TagMapping Learnt = new(
        1000,
        4,
        [Pair("跑步", "马拉松", 120), Pair("nutrition", "recovery", 90), Pair("chess", "boxing", 80)],
        null
    );

    [Fact]
    public void Of_NoEdits_KeepsWhatWasLearnt()
    {
        var merged = MergedTagMapping.Of(Learnt, []);

        Assert.Equal(Learnt.Pairs.Select(pair => pair.Weight), merged.InForce.Select(pair => pair.Weight));
        Assert.All(merged.Pairs, pair => Assert.Equal(TagOrigin.Learnt, pair.Origin));
    }

    [Fact]
    public void Of_EachKindOfEdit_DoesWhatItSays()
    {
        var merged = MergedTagMapping.Of(
            Learnt,
            [
                Edit("跑步", "马拉松", TagEditKind.Pin, 0.9),
                Edit("CHESS ", "boxing", TagEditKind.Forbid, null),
                Edit("nutrition", "recovery", TagEditKind.Add, 0.1),
                Edit("history", "museum", TagEditKind.Add, 0.4),
            ]
        );

        Assert.Equal(
            [
                ("跑步", TagOrigin.Pinned, 0.9),
                ("nutrition", TagOrigin.Learnt, Learnt.Pairs[1].Weight),
                ("history", TagOrigin.Added, 0.4),
                ("CHESS ", TagOrigin.Forbidden, 0),
            ],
            merged.Pairs.Select(pair => (pair.From, pair.Origin, pair.Weight))
        );
        Assert.Equal(["跑步", "nutrition", "history"], merged.InForce.Select(pair => pair.From));
        Assert.NotNull(merged.Pairs[3].Learnt);
        Assert.Equal("li", merged.Pairs[0].Edit?.By);
    }

    [Fact]
    public void Of_EditsThatCannotBe_NamesThemAllAtOnce()
    {
        var thrown = Assert.Throws<InvalidInputException>(() =>
            MergedTagMapping.Of(
                Learnt,
                [
                    Edit(" ", "b", TagEditKind.Pin, 0.5),
                    Edit("a", "b", TagEditKind.Forbid, 0.5),
                    Edit("A", "Ｂ", TagEditKind.Pin, 1.5),
                    Edit("c", "d", TagEditKind.Add, double.NaN) with
                    {
                        Note = new string('x', 501),
                    },
                ]
            )
        );

        Assert.Equal(
            ["TagEditTag", "TagEditNoWeight", "TagEditWeight", "TagEditWeight", "TagEditNote", "TagEditTwice"],
            thrown.Faults.Select(fault => fault.Code)
        );
    }

    private static MappedTags Pair(string from, string to, long both) =>
        new(from, to, 200, 200, ObservedToExpected.Of(both, 200, 200, 1000), 1e-9, 1e-8);

    private static TagMappingEdit Edit(string from, string to, TagEditKind kind, double? weight) => new(from, to, kind, weight, "li", At);
}
