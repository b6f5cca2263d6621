using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Messages;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteMessageStoreTests : MessageStoreSuite, IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly TemporaryRecords records = new();

    protected override IMessageStore Store => new MessageStore(records.Database);

    /// <summary>A message whose id is taken cannot be stored: then neither is what it tells of.</summary>
    [Fact]
    public void Outbox_MessageRefused_WhatItTellsOfIsRefusedToo()
    {
        var message = new Message("msg_1", "shop", "campaign.changed", "{}", null, At);
        Store.Add([message]);
        var campaigns = new CampaignStore(records.Database);
        var offers = new OfferStore(records.Database);
        offers.AddCodes([new OfferCode("A", "c", "tenth", null, null)], []);
        var campaign = new Campaign("c", "shop", "club", "spring", CampaignState.Proposed, false, false, "{}", "[]", "[]", At);

        Assert.ThrowsAny<Exception>(() => campaigns.Put(campaign, [message]));
        Assert.ThrowsAny<Exception>(() => offers.TryRedeem("A", At, null, [message]));
        Assert.ThrowsAny<Exception>(() => offers.AddCodes([new OfferCode("B", "c", "tenth", null, null)], [message]));

        Assert.Null(campaigns.Find("c"));
        Assert.Null(offers.Find("A")!.RedeemedAt);
        Assert.Null(offers.Find("B"));
    }

    public void Dispose() => records.Dispose();
}
