namespace Kuajie.Client.Catalog;

/// <summary>Who did something with an item, in counts. To others than the owner of the item's domain, counts below ten are absent.</summary>
/// <param name="Domain">The item's domain.</param>
/// <param name="Item">The item.</param>
/// <param name="Users">Different users, robots left out.</param>
/// <param name="Kinds">By what was done; what nobody did is left out.</param>
/// <param name="Period">How long the periods are: <c>day</c>, <c>week</c> or <c>month</c>.</param>
/// <param name="Periods">By time, earliest first, without gaps from the first period in which anybody did anything to the last.</param>
/// <param name="Reach">Which takers are known in other domains, for each domain that may be compared.</param>
public sealed record AudienceResponse(
    string Domain,
    string Item,
    long? Users,
    IReadOnlyList<KindAudienceResponse> Kinds,
    string Period,
    IReadOnlyList<PeriodAudienceResponse> Periods,
    IReadOnlyList<ReachResponse> Reach
);

/// <summary>Who did one kind of thing with an item.</summary>
/// <param name="Kind">What: view, like, purchase, …</param>
/// <param name="Users">Different users.</param>
/// <param name="Interactions">How often; for the owner of the domain alone.</param>
public sealed record KindAudienceResponse(string Kind, long? Users, long? Interactions = null);

/// <summary>Who did something with an item within a period.</summary>
/// <param name="First">Its first day (UTC).</param>
/// <param name="Users">Different users.</param>
public sealed record PeriodAudienceResponse(DateOnly First, long? Users);

/// <summary>How far an item reaches into another domain's audience.</summary>
/// <param name="Domain">The other domain.</param>
/// <param name="LinkedTakers">Takers of the item that are known in the other domain.</param>
/// <param name="LinkedUsers">Users of the other domain that are known in the item's domain.</param>
/// <param name="TakersThere">Those among them who took the item.</param>
/// <param name="Share">TakersThere of LinkedUsers, 0 to 1.</param>
public sealed record ReachResponse(string Domain, long? LinkedTakers, long? LinkedUsers, long? TakersThere, double? Share);
