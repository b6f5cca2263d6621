using System.Text.Json;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Tests.Simulation;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void Read_EmptyObject_IsTheDefault()
    {
        var read = ScenarioReader.Read("{}");

        Assert.Equal("custom", read.Name);
        Assert.Equal(20_000, read.Users);
        Assert.Equal(["control", "treatment"], read.Arms.Select(arm => arm.Name));
        Assert.Equal(new SideResponse(), read.Knowledge);
    }

    [Fact]
    public void Read_EveryBuiltInScenarioAsWritten_ReadsBackTheSame()
    {
        foreach (var scenario in BuiltInScenarios.All)
        {
            var text = JsonSerializer.Serialize(scenario, JsonSerializerOptions.Web);
            Assert.Equal(text, JsonSerializer.Serialize(ScenarioReader.Read(text), JsonSerializerOptions.Web));
        }
    }

    [Fact]
    public void Read_ManyFaults_TellsAllAtOnce()
    {
        const string Text = """
            {
              // every line has a fault
              "users": 5, "overlap": "much", "surprise": 1,
              "knowledge": { "conversion": 2, "conversoin": 0.1 },
              "partner": [],
              "arms": [ { "name": "a", "weight": 0 }, { "name": "a", "mostExposuresPerWeek": 1.5 }, 7 ],
              "season": { "weekdayVisits": [1, 2], "weekdayResponse": [0, "x"], "holidays": [ { "days": 100 } ] },
            }
            """;

        var codes = Assert
            .Throws<InvalidInputException>(() => ScenarioReader.Read(Text))
            .Faults.Select(fault => $"{fault.Code} {fault.Where}")
            .ToArray();

        Assert.Equal(
            [
                "ScenarioNoNumber overlap",
                "ScenarioMember knowledge.conversoin",
                "ScenarioObject partner",
                "ScenarioNotWhole arms[1].mostExposuresPerWeek",
                "ScenarioObject arms[2]",
                "ScenarioNumbers season.weekdayResponse",
                "ScenarioMember surprise",
                "ScenarioNumber users (100 … 1000000)",
                "ScenarioNumber knowledge.conversion (0.0001 … 0.9)",
                "ScenarioNumber arms[0].weight (1E-06 … 1000)",
                "ScenarioName arms[2].name",
                "ScenarioArmTwice arms",
                "ScenarioWeek season.weekdayVisits",
                "ScenarioNumber season.holidays[0].days (1 … 60)",
            ],
            codes
        );
    }

    [Fact]
    public void Read_CampaignsWithFaults_TellsAllAtOnce()
    {
        const string Text = """
            {
              "campaigns": [
                { "name": "a b", "owner": "league", "definition": 7, "truth": [] },
                { "name": "spring", "definition": {}, "truth": [ { "creative": "one", "click": 2 }, { "creative": "one", "conversion": -1, "likes": 3 } ] },
                { "name": "spring", "definition": {}, "truth": [ { "creative": "one" } ] }
              ]
            }
            """;

        var codes = Assert
            .Throws<InvalidInputException>(() => ScenarioReader.Read(Text))
            .Faults.Select(fault => $"{fault.Code} {fault.Where}");

        Assert.Equal(
            [
                "ScenarioMember campaigns[1].truth[1].likes",
                "ScenarioName campaigns[0].name",
                "ScenarioOwner campaigns[0].owner",
                "ScenarioObject campaigns[0].definition",
                "ScenarioNumber campaigns[0].truth (1 … 20)",
                "ScenarioNumber campaigns[1].truth[0].click (0 … 1)",
                "ScenarioNumber campaigns[1].truth[1].conversion (0 … 1)",
                "ScenarioNameTwice campaigns[1].truth",
                "ScenarioNameTwice campaigns",
            ],
            codes
        );
    }

    [Theory]
    [InlineData("", "ScenarioJson")]
    [InlineData("{ \"users\": }", "ScenarioJson")]
    [InlineData("[1]", "ScenarioObject")]
    [InlineData("{ \"users\": 500, \"users\": 600 }", "ScenarioMemberTwice")]
    [InlineData("{ \"overlap\": 1e999 }", "ScenarioNoNumber")]
    [InlineData("{ \"arms\": [] }", "ScenarioNumber")]
    public void Read_TextThatIsNoScenario_SaysWhy(string text, string code) =>
        Assert.Contains(code, Assert.Throws<InvalidInputException>(() => ScenarioReader.Read(text)).Faults.Select(fault => fault.Code));

    [Fact]
    public void Read_LongerThanAllowed_IsRefused() =>
        Assert.Equal(
            "ScenarioLength",
            Assert
                .Throws<InvalidInputException>(() => ScenarioReader.Read(new string(' ', ScenarioReader.LongestText + 1)))
                .Faults.Single()
                .Code
        );
}
