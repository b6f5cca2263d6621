using Kuajie.Client;
using Kuajie.Client.Interactions;
using Kuajie.Client.Recommendations;

// usage: KUAJIE_KEY=kj_… client [ADDRESS] [DOMAIN] [ITEM] [PARTNER]
var address = new Uri(args.ElementAtOrDefault(0) ?? "http://localhost:5380");
var domain = args.ElementAtOrDefault(1) ?? "knowledge";
var item = args.ElementAtOrDefault(2) ?? "C3407";
var partner = args.ElementAtOrDefault(3) ?? "sports";
var key = Environment.GetEnvironmentVariable("KUAJIE_KEY");
if (key is null)
{
    Console.Error.WriteLine("Put the key for servers, which `kuajie demo` printed, into KUAJIE_KEY.");
    return 2;
}

using var kuajie = new KuajieClient(address, key);
try
{
    // In batches in the background; disposing sends what waits.
    await using (var events = kuajie.Events.Batch(domain))
    {
        await events.AddAsync(new EventRequest("", item, "enrol", Session: "visit-of-the-sample"));
    }
    var list = await kuajie.Recommendations.RecommendAsync(
        domain,
        new RecommendationRequest(Session: "visit-of-the-sample", Targets: [new TargetRequest(partner)], Count: 3, Explain: true)
    );
    foreach (var place in list.Items)
    {
        Console.WriteLine($"{place.Title ?? place.Item}: {(place.Reasons is [var why, ..] ? why.Text : "")}");
    }
    return 0;
}
catch (HttpRequestException unreachable)
{
    Console.Error.WriteLine($"{address} does not answer: {unreachable.Message}. Start `kuajie demo`, or name another address.");
    return 1;
}
catch (KuajieProblemException refused)
{
    Console.Error.WriteLine($"{refused.Found}\n{refused.Expected}\n{refused.Cure}");
    return 1;
}
