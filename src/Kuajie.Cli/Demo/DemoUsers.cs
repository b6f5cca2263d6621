using Kuajie.Platform.Workspaces;

namespace Kuajie.Cli.Demo;

/// <summary>A user the demo recommends to, and from which side.</summary>
internal sealed record DemoUser(string UserId, string Domain, string TargetDomain);

/// <summary>Picks one user of each standing from the data: active on both sides, linked but new to the other side, and unknown; and one for the way back.</summary>
internal static class DemoUsers
{
    private const int LeastInteractions = 10;
    private const string Stranger = "new-visitor";

    public static IReadOnlyList<DemoUser> Of(IWorkspace workspace, string knowledge, string partner)
    {
        var links = workspace.Links.Between(knowledge, partner);
        int CountIn(string domain, string user) => workspace.Interactions.OfUser(domain, user).Count;
        bool IsActive(string domain, string user) => CountIn(domain, user) >= LeastInteractions;
        var active = links.FirstOrDefault(link => IsActive(knowledge, link.FirstUser) && IsActive(partner, link.SecondUser));
        var newcomer = links.FirstOrDefault(link => IsActive(knowledge, link.FirstUser) && CountIn(partner, link.SecondUser) == 0);
        var back = links.FirstOrDefault(link => CountIn(knowledge, link.FirstUser) == 0 && IsActive(partner, link.SecondUser));
        List<DemoUser> users = [];
        if (active is not null)
        {
            users.Add(new DemoUser(active.SecondUser, partner, partner));
        }
        if (newcomer is not null)
        {
            users.Add(new DemoUser(newcomer.FirstUser, knowledge, partner));
        }
        users.Add(new DemoUser(Stranger, partner, partner));
        if (back is not null)
        {
            users.Add(new DemoUser(back.SecondUser, partner, knowledge));
        }
        return users;
    }
}
