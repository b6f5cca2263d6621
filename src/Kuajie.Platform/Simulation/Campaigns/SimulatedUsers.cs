using Kuajie.Marketing.Simulation;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>The users of one side who act; robots are left out.</summary>
/// <param name="Domain">Whose users.</param>
/// <param name="TargetDomain">The other side.</param>
/// <param name="UserIds">Their ids.</param>
/// <param name="LinkedIds">Shape users: the id by which the other side knows them, or null.</param>
/// <param name="IsPartner">Whether they are the partner's.</param>
public sealed record SimulatedUsers(string Domain, string TargetDomain, string[] UserIds, string?[] LinkedIds, bool IsPartner)
{
    /// <summary>The users of a side of a sample world. O(users).</summary>
    public static SimulatedUsers Of(World world, bool isPartner)
    {
        ArgumentNullException.ThrowIfNull(world);
        var (own, target) = isPartner ? (world.Partner, world.Knowledge) : (world.Knowledge, world.Partner);
        var linked = world
            .Links()
            .ToDictionary(
                link => isPartner ? link.PartnerUser : link.KnowledgeUser,
                link => isPartner ? link.KnowledgeUser : link.PartnerUser,
                StringComparer.Ordinal
            );
        string[] ids = [.. own.Users().Where(user => !user.IsRobot).Select(user => user.UserId)];
        return new SimulatedUsers(own.Name, target.Name, ids, [.. ids.Select(id => linked.GetValueOrDefault(id))], isPartner);
    }

    /// <summary>Who of them visits when. O(users).</summary>
    internal SimulatedVisits VisitsIn(SimulationOptions options) =>
        new(ResponseIn(options), options.Scenario.Season, UserIds.Length, SeedIn(options));

    /// <summary>How they respond.</summary>
    internal SideResponse ResponseIn(SimulationOptions options) => IsPartner ? options.Scenario.Partner : options.Scenario.Knowledge;

    /// <summary>Seed of the side.</summary>
    internal ulong SeedIn(SimulationOptions options) => options.Seed ^ (IsPartner ? 0x7061727431UL : 0x6B6E6F7731UL);

    /// <summary>Names a visit in events and decisions.</summary>
    internal string VisitOf(ulong seed, int day, int user) => FormattableString.Invariant($"sim-{seed}-{Domain}-{day}-{user}");
}
