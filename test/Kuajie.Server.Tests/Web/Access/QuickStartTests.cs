using System.Text.Json;
using Kuajie.Server.Web.Pages.Access;

namespace Kuajie.Server.Tests.Web.Access;

public sealed class QuickStartTests
{
    [Fact]
    public void Examples_WithIdsThatNeedQuoting_StayValidJsonAndShell()
    {
        var examples = QuickStartExample.Of("knowledge", "it's \"quoted\" 课程", null, null, "e1");

        Assert.All(examples.Where(example => example.Body is not null), example => JsonDocument.Parse(example.Body!));
        Assert.Contains("课程", examples[0].Body, StringComparison.Ordinal);
        // An apostrophe would end the shell's text.
        Assert.All(examples, example => Assert.DoesNotContain("'", example.Body ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void Examples_ForAUser_AskForTheUser()
    {
        var asked = QuickStartExample.Of("knowledge", "c1", "u1", "sports", "e1")[0];

        Assert.Equal("u1", JsonDocument.Parse(asked.Body!).RootElement.GetProperty("user").GetString());
        Assert.Contains("User: \"u1\"", asked.In("C#", "http://localhost/"), StringComparison.Ordinal);
        Assert.Contains(
            "http://localhost/v1/domains/knowledge/recommendations",
            asked.In("JavaScript", "http://localhost/"),
            StringComparison.Ordinal
        );
    }
}
