using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Tests.Access;

public sealed class DomainAccessTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Caller Operator = new("o", null, Scope.All, Role.None);
    private static readonly Caller School = new("s", "school", Scope.All, Role.None);
    private static readonly Caller League = new("l", "league", Scope.All, Role.None);

    private static readonly Domain[] Domains =
    [
        new("knowledge", "school", Now),
        new("podcasts", "school", Now),
        new("sports", "league", Now),
        new("auto", "tuner", Now),
    ];

    private static readonly Partnership Shared = new("p1", "knowledge", "sports", PartnershipShares.Catalog, Now, null);
    private static readonly Partnership Ended = new("p2", "auto", "knowledge", PartnershipShares.All, Now, Now);
    private readonly DomainAccess access = new(Domains, [Shared, Ended]);

    [Theory]
    [InlineData("knowledge", PartnershipShares.None, DomainVerdict.Allowed)]
    [InlineData("podcasts", PartnershipShares.None, DomainVerdict.Allowed)]
    [InlineData("sports", PartnershipShares.Catalog, DomainVerdict.Allowed)]
    [InlineData("sports", PartnershipShares.Links, DomainVerdict.Refused)]
    [InlineData("sports", PartnershipShares.None, DomainVerdict.Refused)]
    [InlineData("auto", PartnershipShares.Catalog, DomainVerdict.Hidden)]
    [InlineData("nowhere", PartnershipShares.Catalog, DomainVerdict.Hidden)]
    public void Judge_ForASchoolWithOnePartner_FollowsOwnershipAndLastingShares(
        string domain,
        PartnershipShares needed,
        DomainVerdict verdict
    ) => Assert.Equal(verdict, access.Judge(School, domain, DomainNeed.SharedBy(needed)));

    [Fact]
    public void Judge_Partner_SeesOnlyTheSharedDomainOfTheOtherParty()
    {
        Assert.Equal(["knowledge", "sports"], access.Visible(League, DomainNeed.SharedBy(PartnershipShares.Catalog)));
        Assert.Equal(DomainVerdict.Hidden, access.Judge(League, "podcasts", DomainNeed.SharedBy(PartnershipShares.Catalog)));
    }

    [Fact]
    public void Judge_Operator_SeesEveryDomainButNoUnknownOne()
    {
        Assert.Equal(4, access.Visible(Operator, DomainNeed.Own).Count);
        Assert.Equal(DomainVerdict.Hidden, access.Judge(Operator, "nowhere", DomainNeed.Own));
    }

    [Fact]
    public void MayTransfer_NeedsOneOwnerOrASharedPartnershipBetweenTheTwo()
    {
        Assert.True(access.MayTransfer("knowledge", "podcasts"));
        Assert.False(access.MayTransfer("knowledge", "sports"));
        Assert.False(access.MayTransfer("knowledge", "auto"));
        var agreed = new DomainAccess(Domains, [Shared with { Shares = PartnershipShares.Recommendations }]);
        Assert.True(agreed.MayTransfer("sports", "knowledge"));
        Assert.False(agreed.MayTransfer("sports", "podcasts"));
    }
}
