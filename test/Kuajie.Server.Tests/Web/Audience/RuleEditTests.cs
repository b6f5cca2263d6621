using Kuajie.Marketing.Audience.Rules;
using Kuajie.Server.Web.Pages.Audience;

namespace Kuajie.Server.Tests.Web.Audience;

public sealed class RuleEditTests
{
    [Theory]
    [InlineData("ta", 0, 2, "tag(", "tag(", 4)]
    [InlineData("tag(", 4, 4, "\"跑步\"", "tag(\"跑步\"", 8)]
    [InlineData("tag(\"跑步\"", 8, 8, ")", "tag(\"跑步\")", 9)]
    [InlineData("recency < 30d", 13, 13, "and", "recency < 30d and", 17)]
    [InlineData("recency  30d", 8, 8, "<", "recency < 30d", 9)]
    [InlineData("recency30d", 7, 7, "<", "recency <30d", 9)]
    public void Complete_ASuggestion_StandsWhereItIsMeant(string rule, int from, int to, string suggestion, string expected, int cursor) =>
        Assert.Equal(new RuleEdit(expected, cursor), RuleEdit.Complete(rule, from, to, suggestion));

    [Fact]
    public void Complete_PlacesOfALongerRule_StayWithinTheOneThereIs() =>
        Assert.Equal(new RuleEdit("ta tag(", 7), RuleEdit.Complete("ta", 5, 9, "tag("));

    [Theory]
    [InlineData("", "and", "stage = new", "stage = new")]
    [InlineData("", "and not", "stage = new", "not stage = new")]
    [InlineData(" events > 1 ", "and", "stage = new", "events > 1 and stage = new")]
    [InlineData("events > 1", "or", "stage = new", "events > 1 or stage = new")]
    [InlineData("events > 1 or age < 3d", "and not", "stage = new", "(events > 1 or age < 3d) and not stage = new")]
    public void Join_ACondition_BindsTheWholeRule(string rule, string joiner, string condition, string expected)
    {
        var edit = RuleEdit.Join(rule, joiner, condition);

        Assert.Equal(new RuleEdit(expected, expected.Length), edit);
        Assert.Empty(AudienceRule.Read(edit.Text).Faults);
    }
}
