using Kuajie.Client.Campaigns;
using Kuajie.Server.Campaigns;

namespace Kuajie.Server.Tests.Campaigns;

public sealed class OutcomeUnitsTests
{
    [Theory]
    [InlineData("sales", "CNY a user", "CNY", false)]
    [InlineData("buyers", "users a user", "users", true)]
    [InlineData("searches", "events a user", "events", false)]
    [InlineData("searchShare", "share", "events", true)]
    [InlineData("mentionShare", "share", "events", true)]
    public void Units_OfAMeasure_AreWhatItCounts(string measure, string mean, string whole, bool isShare)
    {
        var response = new OutcomeMeasureResponse(measure, "promoted", "name", "undecided", "sentence");

        Assert.Equal(
            (mean, whole, isShare),
            (OutcomeUnits.Mean(response, "CNY"), OutcomeUnits.Whole(response, "CNY"), OutcomeUnits.IsShare(response))
        );
    }
}
