using Kuajie.Client.Bridges;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Bridges.BridgesTexts;

namespace Kuajie.Server.Web.Pages.Bridges;

/// <summary>Flows between segments as a Sankey diagram. A tag may stand on both sides: a mark that nobody sees tells the right side's node from the left side's.</summary>
internal static class FlowPicture
{
    private const string RightMark = "\u200B";

    /// <summary>The ECharts option: the segments of either side in the colour of its domain.</summary>
    public static object Option(BridgeFlowsResponse flows, bool isDark, DomainColors colors) =>
        new
        {
            tooltip = new { trigger = "item" },
            series = new[]
            {
                new
                {
                    type = "sankey",
                    // Its own default is a second, during which half of it is missing.
                    animationDuration = 250,
                    left = 8,
                    right = 120,
                    top = 8,
                    bottom = 8,
                    nodeGap = 8,
                    draggable = false,
                    label = new { color = isDark ? "#e8ecf2" : "#1c2430", textBorderWidth = 0 },
                    emphasis = new { focus = "adjacency" },
                    lineStyle = new { color = "gradient", opacity = 0.35 },
                    data = flows
                        .Flows.Select(flow => (Name: flow.FromTag, Domain: flows.From))
                        .Concat(flows.Flows.Select(flow => (Name: Right(flow.ToTag), Domain: flows.To)))
                        .Distinct()
                        .Select(node => new { name = node.Name, itemStyle = new { color = colors.Of(node.Domain, isDark) } })
                        .ToArray(),
                    links = flows
                        .Flows.Select(flow => new
                        {
                            source = flow.FromTag,
                            target = Right(flow.ToTag),
                            value = flow.People,
                        })
                        .ToArray(),
                },
            },
        };

    /// <summary>The same to read.</summary>
    public static ChartTable ToTable(BridgeFlowsResponse flows) =>
        new(
            [T("FromTaste"), T("ToTaste"), T("PeopleHead")],
            [.. flows.Flows.Select(flow => (IReadOnlyList<string>)[flow.FromTag, flow.ToTag ?? T("Others"), Figures.Count(flow.People)])]
        );

    /// <summary>The segment of a node that was pressed, or null for anything else.</summary>
    public static (string Domain, string Tag)? Find(BridgeFlowsResponse flows, string name) =>
        flows.Flows.FirstOrDefault(flow => flow.FromTag == name) is { } left ? (flows.From, left.FromTag)
        : flows.Flows.FirstOrDefault(flow => flow.ToTag is not null && Right(flow.ToTag) == name) is { } right ? (flows.To, right.ToTag!)
        : null;

    private static string Right(string? tag) => (tag ?? T("Others")) + RightMark;
}
