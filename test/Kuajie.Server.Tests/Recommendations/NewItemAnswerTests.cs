namespace Kuajie.Server.Tests.Recommendations;

/// <summary>Items put now are in the lists of now, by what they are about and by who takes them, and stay there over a restart.</summary>
public sealed class NewItemAnswerTests
{
    private const string Items = "/v1/domains/sports/items";
    private const string Events = "/v1/domains/sports/events";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);

    [Theory]
    [InlineData("s4", "even", "odd")]
    [InlineData("s5", "odd", "even")]
    public async Task Item_PutNow_IsInTheNextListOfWhoLikesItsLike(string user, string liked, string other)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);

        await PutAsync(client, ("fresh-even", "even"), ("fresh-odd", "odd"));

        var list = await TrainedServer.AskAsync(client, $$"""{"user":"{{user}}","count":20}""");
        string[] ids = [.. list.Items.Select(item => item.Item)];
        Assert.InRange(Array.IndexOf(ids, $"fresh-{liked}"), 0, 9);
        Assert.InRange(Array.IndexOf(ids, $"fresh-{other}"), Array.IndexOf(ids, $"fresh-{liked}") + 1, 19);
    }

    [Fact]
    public async Task Item_PutNow_IsInThePartnersListToo()
    {
        await using var running = await TrainedServer.StartAsync();
        await PutAsync(running.Client(Firm), ("fresh-even", "even"), ("fresh-odd", "odd"));
        var partner = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));

        var list = await TrainedServer.AskAsync(
            partner,
            """{"user":"k4","count":20,"targets":[{"domain":"sports"}]}""",
            "/v1/domains/knowledge/recommendations"
        );

        string[] ids = [.. list.Items.Select(item => item.Item)];
        Assert.InRange(Array.IndexOf(ids, "fresh-even"), 0, Array.IndexOf(ids, "fresh-odd") - 1);
    }

    [Fact]
    public async Task Item_AboutNothingKnown_TakenOnce_IsInTheListOfWhoIsLikeItsTaker()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        await PutAsync(client, ("riddle", "unheard-of"));

        await TellAsync(client, "a", "s6", "riddle");
        running.Settle();

        async Task<string> TastesBefore(string user)
        {
            var list = await TrainedServer.AskAsync(client, $$"""{"user":"{{user}}","count":20}""");
            string[] ids = [.. list.Items.Select(item => item.Item)];
            Assert.Contains("riddle", ids);
            return string.Join(' ', ids.TakeWhile(id => id != "riddle").Select(id => int.Parse(id[1..], null) % 2).Distinct().Order());
        }
        Assert.Equal("0", await TastesBefore("s8"));
        Assert.Contains("1", await TastesBefore("s9"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_ChangesNoList_WhateverTakersDidSince()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        await PutAsync(client, ("riddle", "unheard-of"), ("riddle2", "unheard-of-too"));
        await TellAsync(client, "a", "s6", "riddle");
        running.Settle();
        await TellAsync(client, "b", "s11", "riddle2");
        await TellAsync(client, "c", "s6", "e9", minutes: 2);
        await TellAsync(client, "d", "s6", "e11", minutes: 3);
        running.Settle();
        var before = await ListsAsync(client);

        await running.RestartAsync();

        Assert.Equal(before, await ListsAsync(running.Client(Firm)));
        Assert.Contains(before, line => line.Contains("riddle ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_OverARestart_StaysTheSame_WithWhatCameLastFirst()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        running.Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(client, ("first", "even"));
        running.Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(client, ("second", "odd"));
        await PutAsync(client, ("first", "odd"));
        string[] newest = ["second", "first"];
        Assert.Equal(newest, await NewestAsync(client));

        await running.RestartAsync();

        Assert.Equal(newest, await NewestAsync(running.Client(Firm)));
    }

    private static async Task<string[]> NewestAsync(HttpClient client)
    {
        var list = await TrainedServer.GetAsync(client, "/v1/domains/sports/new?count=2");
        return [.. list.Items.Select(item => item.Item)];
    }

    private static async Task<string[]> ListsAsync(HttpClient client)
    {
        var lines = new List<string>();
        foreach (var user in (string[])["s4", "s5", "s8", "s6"])
        {
            var list = await TrainedServer.AskAsync(client, $$"""{"user":"{{user}}","count":20}""");
            lines.AddRange(list.Items.Select(item => $"{user} {item.Item} {item.Score:R}"));
        }
        return [.. lines];
    }

    private static async Task PutAsync(HttpClient client, params (string Id, string Tag)[] items)
    {
        var body = string.Join(',', items.Select(item => $$"""{"item":"{{item.Id}}","kind":"book","tags":["{{item.Tag}}"]}"""));
        var response = await client.PutAsync(Items, Wire.Json($$"""{"items":[{{body}}]}"""));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task TellAsync(HttpClient client, string id, string user, string item, int minutes = 1)
    {
        var body =
            $$"""{"events":[{"event":"{{id}}","user":"{{user}}","item":"{{item}}","kind":"purchase","at":"2026-06-01T07:{{minutes:00}}:00Z"}]}""";
        var response = await client.PostAsync(Events, Wire.Json(body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
