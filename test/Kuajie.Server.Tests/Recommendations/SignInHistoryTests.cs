using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Recommendations;

/// <summary>What a visitor did before signing in is the user's from then on.</summary>
public sealed class SignInHistoryTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_ByEventOrRequest_TheVisitsEventsAreTheUsers(bool byEvent)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest | Scope.Recommend);
        await VisitAsync(client);
        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"user":"guest"}""")).Standing);

        await SignInAsync(client, byEvent, "guest");

        var list = await TrainedServer.AskAsync(client, """{"user":"guest","count":3}""");
        Assert.Equal("warm", list.Standing);
        Assert.All(list.Items, item => Assert.Equal(1, int.Parse(item.Item[1..], null) % 2));
        await running.RestartAsync();
        var after = await TrainedServer.AskAsync(running.Client(Firm), """{"user":"guest","count":3}""");
        Assert.Equal(list.Items.Select(item => (item.Item, item.Score)), after.Items.Select(item => (item.Item, item.Score)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_OfSomebodyElseLater_GetsNothingOfIt(bool byEvent)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest | Scope.Recommend);
        await VisitAsync(client);
        await SignInAsync(client, byEvent, "guest");

        await SignInAsync(client, byEvent: false, "other");

        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"user":"other","session":"visit"}""")).Standing);
        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"user":"other"}""")).Standing);
        Assert.Equal("warm", (await TrainedServer.AskAsync(client, """{"user":"guest"}""")).Standing);
        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"session":"visit"}""")).Standing);
    }

    [Fact]
    public async Task Visit_GoesOnAfterSignIn_WhatComesThenJoinsToo()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest | Scope.Recommend);
        await SignInAsync(client, byEvent: false, "guest");
        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"user":"guest"}""")).Standing);

        await VisitAsync(client);
        await SignInAsync(client, byEvent: false, "guest");

        Assert.Equal("warm", (await TrainedServer.AskAsync(client, """{"user":"guest"}""")).Standing);
    }

    [Fact]
    public async Task Erase_RightAfterARequestNamedBoth_TakesTheVisitWithIt()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        await VisitAsync(client);
        var anonymous = await TrainedServer.AskAsync(client, """{"session":"visit"}""");
        Assert.Equal("warm", anonymous.Standing);
        // The time stands: nothing but a request or an erasure writes what the request says.
        var both = await TrainedServer.AskAsync(client, """{"user":"guest","session":"visit"}""");

        (await client.DeleteAsync("/v1/domains/sports/users/guest")).EnsureSuccessStatusCode();
        running.Settle();

        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"session":"visit"}""")).Standing);
        Assert.Equal("cold", (await TrainedServer.AskAsync(client, """{"user":"guest"}""")).Standing);
        foreach (var list in (string[])[anonymous.List, both.List])
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync($"/v1/lists/{list}")).StatusCode);
        }
    }

    private static Task VisitAsync(HttpClient client) =>
        TellAsync(
            client,
            """{"event":"a","session":"visit","item":"e1","kind":"purchase"},{"event":"b","session":"visit","item":"e5","kind":"purchase"}"""
        );

    private static Task SignInAsync(HttpClient client, bool byEvent, string user) =>
        byEvent
            ? TellAsync(client, $$"""{"event":"s-{{user}}","session":"visit","user":"{{user}}","item":"e7","kind":"view"}""")
            : TrainedServer.AskAsync(client, $$"""{"user":"{{user}}","session":"visit"}""");

    private static async Task TellAsync(HttpClient client, string events)
    {
        var response = await client.PostAsync("/v1/domains/sports/events", Wire.Json($$"""{"events":[{{events}}]}"""));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
