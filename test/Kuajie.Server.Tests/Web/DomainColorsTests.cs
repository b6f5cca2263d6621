using Bunit;
using Kuajie.Server.Web;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using MudBlazor.Services;

namespace Kuajie.Server.Tests.Web;

public sealed class DomainColorsTests : BunitContext
{
    [Fact]
    public void Of_AnotherDomainComes_ChangesNoColor()
    {
        List<string> domains = ["sports", "knowledge"];
        var colors = new DomainColors(() => [.. domains]);
        string[] before = [colors.Of("sports", false), colors.Of("knowledge", false)];

        domains.Add("auto");

        Assert.Equal(3, before.Append(colors.Of("auto", false)).Distinct().Count());
        Assert.Equal(before, new[] { colors.Of("sports", false), colors.Of("knowledge", false) });
        Assert.NotEqual(colors.Of("sports", true), colors.Of("sports", false));
    }

    [Fact]
    public void Of_UnknownOrManyDomains_IsAColor()
    {
        string[] domains = [.. Enumerable.Range(0, 20).Select(place => $"d{place}")];
        var colors = new DomainColors(() => domains);

        Assert.Equal(colors.Of("d0", false), colors.Of("nobody knows", false));
        Assert.Equal(8, domains.Select(domain => colors.Of(domain, false)).Distinct().Count());
    }

    [Fact]
    public void ChipAndChart_OfADomain_HaveItsColor()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var colors = new DomainColors(() => ["knowledge", "sports"]);

        var chip = Render<DomainChip>(parameters => parameters.AddCascadingValue(colors).Add(part => part.Domain, "sports"));
        Render<Chart>(parameters =>
            parameters
                .AddCascadingValue(colors)
                .Add(chart => chart.Title, "t")
                .Add(chart => chart.Option, new { })
                .Add(chart => chart.Table, new ChartTable([], []))
                .Add(chart => chart.Domains, ["sports", "knowledge"])
        );

        Assert.Equal($"--domain:{colors.Of("sports", false)}", chip.Find(".chip").GetAttribute("style"));
        Assert.Equal(
            [colors.Of("sports", false), colors.Of("knowledge", false)],
            Assert.IsType<string[]>(JSInterop.Invocations["kuajie.draw"].Single().Arguments[4])
        );
    }
}
