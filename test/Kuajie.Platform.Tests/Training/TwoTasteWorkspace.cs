using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Training;

/// <summary>
/// Forty people with two tastes on a knowledge platform (k0 … k39) and, for the same number, on a sports one (s0 … s39): even ones like even items, odd
/// ones odd items, and k and s of one number are linked up to 29. User k39 has done nothing in sports; s39 nothing at all.
/// </summary>
internal static class TwoTasteWorkspace
{
    public const string Knowledge = "knowledge";
    public const string Sports = "sports";
    public const int Items = 20;

    public static InMemoryWorkspace Create(TimeProvider clock)
    {
        var workspace = new InMemoryWorkspace(clock);
        workspace.Partners.EnsureDomain(Knowledge);
        workspace.Partners.EnsureDomain(Sports);
        for (var item = 0; item < Items; item++)
        {
            AddItem(workspace, Knowledge, $"c{item}", $"Course {item}");
            AddItem(workspace, Sports, $"e{item}", $"Event {item}");
        }
        for (var user = 0; user < 40; user++)
        {
            for (var step = 0; step < 6; step++)
            {
                var item = ((user + (2 * (step * user % 7))) % Items / 2 * 2) + (user % 2);
                workspace.OwnInteractions.Add(
                    Knowledge,
                    $"k{user}",
                    $"c{item}",
                    InteractionKind.Complete,
                    clock.GetUtcNow().AddDays(-step)
                );
                if (user < 39)
                {
                    workspace.OwnInteractions.Add(
                        Sports,
                        $"s{user}",
                        $"e{(item + (2 * step)) % Items}",
                        InteractionKind.Purchase,
                        clock.GetUtcNow().AddDays(-step)
                    );
                }
            }
        }
        workspace.Links.Add(
            Enumerable
                .Range(0, 30)
                .Append(39)
                .Select(user => new Link(Knowledge, $"k{user}", Sports, $"s{user}", LinkMethod.File, clock.GetUtcNow()))
        );
        return workspace;
    }

    public static void AddItem(InMemoryWorkspace workspace, string domain, string id, string title, DateTimeOffset? until = null) =>
        workspace.OwnCatalog.Add(new Item(domain, id, "course", title, null, [], null, null, null, null, until, "{}"));
}
