using Kuajie.Platform.Messages;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of messages must do, whatever its engine.</summary>
public abstract class MessageStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly WebhookEndpoint Ours = new("end_1", "firm", "https://example.org/", ["offer.issued"], "sealed", At);
    private static readonly Message First = new("msg_1", "shop", "offer.issued", """{"a":"中文"}""", null, At);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IMessageStore Store { get; }

    [Fact]
    public void Endpoints_PutAndRemoved_AreThoseLeft()
    {
        Store.Put(Ours with { EndpointId = "end_2", CreatedAt = At.AddSeconds(1) });
        Store.Put(Ours);
        Store.Put(Ours with { SealedSecret = "other", FormerSealedSecret = "sealed", FormerUntil = At.AddDays(1) });

        Assert.Equal(["end_1", "end_2"], Store.Endpoints().Select(each => each.EndpointId));
        Assert.Equal(("other", "offer.issued"), (Store.Endpoints()[0].SealedSecret, Assert.Single(Store.Endpoints()[0].Kinds)));
        Assert.Equal(("sealed", At.AddDays(1)), (Store.Endpoints()[0].FormerSealedSecret, Store.Endpoints()[0].FormerUntil));
        Assert.Null(Store.Endpoints()[1].FormerUntil);
        Assert.True(Store.Remove("end_1"));
        Assert.False(Store.Remove("end_1"));
    }

    [Fact]
    public void Dispatch_Twice_PutsDeliveriesOnRecordOnce()
    {
        Store.Add([First with { MessageId = "msg_2", At = At.AddSeconds(1) }, First]);
        Assert.Equal(["msg_1", "msg_2"], Store.Undispatched(9).Select(each => each.MessageId));

        Store.Dispatch("msg_1", [To("end_1")]);
        Store.Dispatch("msg_1", [To("end_1")]);

        Assert.Equal(["msg_2"], Store.Undispatched(9).Select(each => each.MessageId));
        Assert.Equal(To("end_1"), Assert.Single(Store.Due(At, 9)));
        Assert.Equal(First with { IsDispatched = true }, Store.Find("msg_1"));
    }

    [Fact]
    public void Due_StatesAndMoments_AreThoseThatWait()
    {
        Store.Add([First]);
        Store.Dispatch(
            "msg_1",
            [
                To("a") with
                {
                    NextAt = At.AddSeconds(2),
                },
                To("b"),
                To("c") with
                {
                    NextAt = At.AddSeconds(9),
                },
                To("d") with
                {
                    State = DeliveryState.Dead,
                },
            ]
        );

        Assert.Equal(["b", "a"], Store.Due(At.AddSeconds(2), 9).Select(each => each.EndpointId));
        Assert.Single(Store.Due(At.AddSeconds(2), 1));
        Assert.Equal(["a"], Store.Due(At.AddSeconds(2), 9, "a").Select(each => each.EndpointId));
        Assert.Empty(Store.Due(At.AddSeconds(2), 9, "c"));
        Store.Put(To("b") with { State = DeliveryState.Delivered, Attempts = 1, LastAt = At, LastStatus = 200 });
        Store.Put(To("nobody"));

        Assert.Equal(["a"], Store.Due(At.AddSeconds(2), 9).Select(each => each.EndpointId));
        Assert.Equal(200, Store.FindDelivery("msg_1.b")!.LastStatus);
        Assert.Null(Store.FindDelivery("msg_1.nobody"));
        Assert.Equal(["b", "a"], Store.DeliveriesTo(["a", "b"], 9).Select(each => each.EndpointId));
    }

    [Fact]
    public void Remove_Endpoint_NothingWaitsForIt()
    {
        Store.Put(Ours);
        Store.Add([First]);
        Store.Dispatch("msg_1", [To("end_1"), To("end_2")]);

        Store.Remove("end_1");

        Assert.Equal(["end_2"], Store.Due(At, 9).Select(each => each.EndpointId));
    }

    [Fact]
    public void ForgetBefore_OldAndSaid_AreGoneAndWhatWaitsStays()
    {
        Store.Add([First, First with { MessageId = "msg_2" }, First with { MessageId = "msg_3", At = At.AddDays(1) }]);
        Store.Dispatch("msg_1", [To("a") with { State = DeliveryState.Delivered }]);
        Store.Dispatch("msg_2", [To("a") with { DeliveryId = "msg_2.a", MessageId = "msg_2" }]);
        Store.Dispatch("msg_3", []);

        Store.ForgetBefore(At.AddHours(1));

        Assert.Null(Store.Find("msg_1"));
        Assert.Null(Store.FindDelivery("msg_1.a"));
        Assert.NotNull(Store.Find("msg_2"));
        Assert.NotNull(Store.Find("msg_3"));
    }

    [Fact]
    public void Reminders_AskedTwiceAndTold_AreTold()
    {
        var anna = new LiveEventReminder("c", "talk", "shop", "anna", At, null);
        Store.PutReminder(anna);
        Store.PutReminder(anna with { AskedAt = At.AddDays(1) });
        Store.PutReminder(anna with { UserId = "bo" });
        Assert.Equal([anna, anna with { UserId = "bo" }], Store.RemindersOf("c", "talk"));

        Store.Told([anna with { ToldAt = At }], [First with { UserId = "anna" }]);

        Assert.Equal([At, null], Store.RemindersOf("c", "talk").Select(each => each.ToldAt));
        Assert.Equal("anna", Store.Find("msg_1")!.UserId);
        Assert.True(Store.RemoveReminder("c", "talk", "shop", "bo"));
        Assert.False(Store.RemoveReminder("c", "talk", "shop", "bo"));
    }

    [Fact]
    public void EraseUser_Known_LeavesNothingOfThem()
    {
        Store.PutReminder(new LiveEventReminder("c", "talk", "shop", "anna", At, null));
        Store.PutReminder(new LiveEventReminder("c", "talk", "other", "anna", At, null));
        Store.Add([First with { UserId = "anna" }, First with { MessageId = "msg_2" }]);
        Store.Dispatch("msg_1", [To("a")]);

        Assert.Equal(2, Store.EraseUser("shop", "anna"));

        Assert.Null(Store.Find("msg_1"));
        Assert.Empty(Store.Due(At, 9));
        Assert.NotNull(Store.Find("msg_2"));
        Assert.Equal("other", Assert.Single(Store.RemindersOf("c", "talk")).Domain);
    }

    private static MessageDelivery To(string endpoint) =>
        new($"msg_1.{endpoint}", "msg_1", endpoint, DeliveryState.Waiting, 0, At, null, null, null);
}
