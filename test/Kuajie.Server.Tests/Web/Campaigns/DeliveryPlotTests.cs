using System.Text.Json;
using Kuajie.Client.Campaigns;
using Kuajie.Server.Web.Pages.Campaigns;

namespace Kuajie.Server.Tests.Web.Campaigns;

public sealed class DeliveryPlotTests
{
    private static readonly RangeResponse Range = new(100, 80, 130);

    [Theory]
    [InlineData(true, true, "shown,forecast,band", ",band,forecast,shown")]
    [InlineData(true, false, "forecast,band", ",band,forecast")]
    [InlineData(false, true, "shown", "shown")]
    [InlineData(false, false, "", "")]
    public void Option_NamesWhatIsThereAndNothingElse(bool isForecast, bool isShown, string legend, string series)
    {
        var option = JsonSerializer.SerializeToElement(
            DeliveryPlot.Option(["1", "2"], isForecast ? [Range, null] : [null, null], isShown ? [5, 9] : [], "forecast", "band", "shown")
        );

        Assert.Equal(legend, string.Join(',', option.GetProperty("legend").GetProperty("data").EnumerateArray()));
        Assert.Equal(
            series,
            string.Join(',', option.GetProperty("series").EnumerateArray().Select(each => each.GetProperty("name").GetString()))
        );
    }
}
