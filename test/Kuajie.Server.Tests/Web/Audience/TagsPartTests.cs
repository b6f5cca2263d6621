using Kuajie.Client.Audience;
using Kuajie.Server.Web.Pages.Audience;

namespace Kuajie.Server.Tests.Web.Audience;

public sealed class TagsPartTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_APair_KeepsEveryOtherDecisionAndNothingLearnt()
    {
        var known = new TagMappingResponse(
            "knowledge",
            "sports",
            120,
            3,
            [
                new MappedTagsResponse("a", "b", 0.4, "pinned", null, new TagEditResponse("pin", "p1", At, 0.4, "why")),
                new MappedTagsResponse("a", "c", 0.2, "learnt"),
                new MappedTagsResponse("d", "b", 0, "forbidden", null, new TagEditResponse("forbid", "p1", At)),
            ]
        );

        Assert.Equal([new TagEditRequest("d", "b", "forbid")], TagsPart.Without(known, "a", "b"));
        Assert.Equal(
            [new TagEditRequest("a", "b", "pin", 0.4, "why"), new TagEditRequest("d", "b", "forbid")],
            TagsPart.Without(known, "a", "c")
        );
    }
}
