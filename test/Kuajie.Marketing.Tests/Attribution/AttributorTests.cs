using CsCheck;
using Kuajie.Marketing.Attribution;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Attribution;

public sealed class AttributorTests
{
    /// <summary>Ten, six and four conversions by three, two and one touch, and two that nothing touched.</summary>
    private static readonly TouchPath[] Paths =
    [
        new(["search", "mail", "home"], 100, 10),
        new(["mail", "search"], 60, 6),
        new(["home"], 50, 4),
        new(["home", "home", "mail", "home"], 30, 5),
        new([], 40, 2),
    ];

    [Fact]
    public void Attribute_LastTouch_ByHand()
    {
        var result = Of(AttributionMethod.LastTouch, Paths);

        Assert.Equal([("home", 19.0), ("mail", 0), ("search", 6)], result.Credits.Select(each => (each.Channel, each.Credit!.Value)));
        Assert.Equal(2, result.Uncredited);
    }

    /// <summary>40/20/40 of 10; half and half of 6; all of 4; 40/10/10/40 of 5.</summary>
    [Fact]
    public void Attribute_Position_ByHand()
    {
        var credits = Of(AttributionMethod.Position, Paths).Credits.ToDictionary(each => each.Channel, each => each.Credit!.Value);

        Assert.Equal(4 + 4 + 2 + 0.5 + 2, credits["home"], 12);
        Assert.Equal(2 + 3 + 0.5, credits["mail"], 12);
        Assert.Equal(4 + 3, credits["search"], 12);
    }

    [Fact]
    public void Attribute_Position_OtherShares_AreKept()
    {
        var onlyFirst = new AttributionOptions { FirstShare = 1, LastShare = 0 };
        var evenly = new AttributionOptions { FirstShare = 0, LastShare = 0 };

        Assert.Equal(10, Of(AttributionMethod.Position, [new(["a", "b", "c"], 50, 10)], onlyFirst).Credits[0].Credit);
        Assert.Equal(
            [5.0, 5],
            Of(AttributionMethod.Position, [new(["a", "b"], 50, 10)], evenly).Credits.Select(each => each.Credit!.Value)
        );
    }

    /// <summary>Of one channel Shapley's value is v({a}) − v(∅); two channels that do and reach the same share it.</summary>
    [Fact]
    public void Attribute_Shapley_SharesWhatIsAddedToNothing()
    {
        TouchPath[] twins = [new(["a", "b"], 2_000, 800), new([], 2_000, 400)];

        var result = Of(AttributionMethod.Shapley, twins);

        Assert.Equal(result.Credits[0].Credit!.Value, result.Credits[1].Credit!.Value, 6);
        // The penalty takes next to nothing from so many people: 800 − 400 is added, and 800 come to nobody's credit.
        Assert.Equal(400, result.Credits.Sum(each => each.Credit!.Value), 4.0);
        Assert.Equal(800, result.Uncredited!.Value, 4.0);
        Assert.Equal(1_200, result.Credits.Sum(each => each.Credit!.Value) + result.Uncredited.Value, 1e-6);
    }

    /// <summary>A channel that nothing comes of is credited with next to nothing, though it is touched last: last touch gives it everything.</summary>
    [Fact]
    public void Attribute_AChannelThatDoesNothing_IsFoundOutByShapley()
    {
        TouchPath[] paths = [new(["good", "idle"], 1_000, 200), new(["good"], 1_000, 200), new(["idle"], 1_000, 50), new([], 1_000, 50)];

        Assert.Equal(250, Credit(AttributionMethod.LastTouch, "idle"));
        Assert.InRange(Credit(AttributionMethod.Shapley, "idle"), -3, 3);
        Assert.InRange(Credit(AttributionMethod.Shapley, "good"), 295, 302);

        double Credit(AttributionMethod method, string channel) =>
            Of(method, paths).Credits.Single(each => each.Channel == channel).Credit!.Value;
    }

    /// <summary>Few sets of people, whose whole Newton steps go to and fro for ever: the fit is found all the same, so that credits sum up.</summary>
    [Fact]
    public void Attribute_PathsWhereWholeStepsOvershoot_CreditsSumUp()
    {
        TouchPath[] paths =
        [
            new(["c5", "c2", "c2", "c4"], 163, 163),
            new(["c3"], 74, 28),
            new(["c2"], 248, 248),
            new(["c0", "c0", "c1"], 192, 192),
            new(["c2", "c3", "c4"], 120, 120),
            new(["c4", "c5", "c1", "c5", "c4"], 91, 91),
        ];

        var shapley = new Attributor(new AttributionOptions()).Attribute(paths).Results[2];

        Assert.Equal(842, shapley.Credits.Sum(each => each.Credit!.Value) + shapley.Uncredited!.Value, 1e-6);
    }

    /// <summary>Over any paths: touches are credited with what they brought, and drawn orders agree with all orders within their intervals.</summary>
    [Fact]
    public void Attribute_AnyPaths_CreditsSumUpAndDrawnOrdersAgree() =>
        Gen.Int[1, 400]
            .Select(Gen.Int[0, 400], Gen.Int[0, 5].Array[0, 6])
            .Array[3, 20]
            .Sample(
                rows =>
                {
                    TouchPath[] paths =
                    [
                        .. rows.Select(row => new TouchPath(
                            [.. row.Item3.Select(touch => $"c{touch}")],
                            row.Item1,
                            Math.Min(row.Item1, row.Item2)
                        )),
                    ];
                    var whole = paths.Sum(path => path.Conversions);
                    var exact = new Attributor(new AttributionOptions()).Attribute(paths);
                    foreach (var result in exact.Results.Where(result => result.Uncredited is not null))
                    {
                        Assert.Equal(
                            whole,
                            result.Credits.Sum(each => each.Credit!.Value) + result.Uncredited!.Value,
                            1e-5 * Math.Max(1, whole)
                        );
                    }
                    var drawn = new Attributor(new AttributionOptions { MostExact = 1, OrderPairs = 300 }).Attribute(paths).Results[2];
                    foreach (var (one, other) in exact.Results[2].Credits.Zip(drawn.Credits).Where(_ => drawn.Credits.Count > 1))
                    {
                        // Five standard errors: of some hundreds of channels one in a million is further.
                        Assert.Equal(one.Credit is null, other.Credit is null);
                        if (one.Credit is { } credit)
                        {
                            var room = (5 / 1.96 * (other.High!.Value - other.Credit!.Value)) + (1e-6 * Math.Max(1, whole));
                            Assert.InRange(credit, other.Credit.Value - room, other.Credit.Value + room);
                        }
                    }
                },
                iter: 100
            );

    /// <summary>Exact against the definition: the mean over all orders, counted out.</summary>
    [Fact]
    public void Exact_ThreeChannels_IsTheMeanOverAllOrders()
    {
        ChannelSet[] sets = [new(0b001, 500, 60), new(0b011, 700, 130), new(0b111, 300, 90), new(0b100, 400, 30), new(0, 900, 50)];
        var model = PresenceModel.Fit(sets, 3);
        int[][] orders =
        [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];
        var expected = new double[3];
        foreach (var order in orders)
        {
            var set = 0UL;
            foreach (var channel in order)
            {
                expected[channel] += (Value(set | 1UL << channel) - Value(set)) / orders.Length;
                set |= 1UL << channel;
            }
        }

        var exact = ShapleyCredit.Exact(model, sets, 3);

        Assert.All(expected.Zip(exact), pair => Assert.Equal(pair.First, pair.Second, 9));

        double Value(ulong on) => sets.Sum(set => set.People * model.Probability(set.Channels & on));
    }

    [Fact]
    public void Attribute_MoreChannelsThanCanBeCountedOut_AreDrawnWithIntervals()
    {
        TouchPath[] paths =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(channel => new TouchPath([$"c{channel:00}", $"c{(channel + 7) % 20:00}"], 500, 20 + (2 * channel))),
        ];

        var first = Of(AttributionMethod.Shapley, [.. paths, new([], 500, 10)]);
        var again = Of(AttributionMethod.Shapley, [.. paths, new([], 500, 10)]);

        Assert.Equal(20, first.Credits.Count);
        Assert.All(first.Credits, each => Assert.True(each.Low <= each.Credit && each.Credit <= each.High));
        Assert.Equal(first.Credits, again.Credits);
    }

    /// <summary>1,000 of whom 120 convert against 1,000 of whom 100 do: 20 were caused, give or take 1.96 · 1,000 · √(0.12·0.88/999 + 0.1·0.9/999).</summary>
    [Fact]
    public void Attribute_Holdout_ByHand()
    {
        var report = new Attributor(new AttributionOptions()).Attribute(Paths, [new("mail", 1_000, 120, 1_000, 100)]);
        var result = report.Results.Single(each => each.Method == AttributionMethod.Incremental);
        var mail = result.Credits.Single(each => each.Channel == "mail");

        Assert.Equal(20, mail.Credit!.Value, 9);
        Assert.Equal(20 + (1.961 * 1_000 * Math.Sqrt(((0.12 * 0.88) + (0.1 * 0.9)) / 999)), mail.High!.Value, 0.1);
        Assert.Null(result.Credits.Single(each => each.Channel == "home").Credit);
        Assert.Null(result.Uncredited);
        Assert.NotNull(result.Reason);
    }

    [Fact]
    public void Attribute_TooLittle_IsMarked()
    {
        TouchPath[][] worlds =
        [
            [],
            [new(["a"], 100, 0)],
            [new(["a"], 100, 29)],
            [new(["a"], 100, 100)],
            [new([], 100, 50)],
        ];
        foreach (var paths in worlds)
        {
            var shapley = Of(AttributionMethod.Shapley, paths);

            Assert.NotNull(shapley.Reason);
            Assert.All(shapley.Credits, each => Assert.Null(each.Credit));
        }
        Assert.Equal(0, Of(AttributionMethod.LastTouch, [new(["a"], 1, 0)]).Credits.Single().Credit);
        var noPeople = new Attributor(new AttributionOptions()).Attribute([], [new("a", 0, 0, 1, 0)]).Results[^1];
        Assert.Null(noPeople.Credits.Single().Credit);
    }

    [Fact]
    public void Attribute_Nonsense_TellsAllAtOnce()
    {
        var wrong = new AttributionOptions
        {
            FirstShare = 0.7,
            LastShare = 0.7,
            OrderPairs = 1,
        };

        var faults = Assert
            .Throws<InvalidInputException>(() =>
                new Attributor(wrong).Attribute(
                    [new(["a"], 0, 0), new(["a"], 5, 6), new(["a", " "], 5, 1)],
                    [new("a", 5, 6, 5, 1), new("a", 5, 1, 5, 1), new("b", 10, 5, 10, double.NaN), new("c", 10, 5, 10, 5) { Squares = 1 }]
                )
            )
            .Faults.Select(fault => fault.Code);

        Assert.Equal(
            [
                "ResponseOption",
                "ResponseOption",
                "PathCounts",
                "PathCounts",
                "PathTouch",
                "HoldoutTwice",
                "HoldoutCounts",
                "HoldoutCounts",
                "HoldoutCounts",
            ],
            faults
        );
        Assert.Equal(
            "PathChannels",
            Assert
                .Throws<InvalidInputException>(() =>
                    new Attributor(new AttributionOptions()).Attribute([
                        .. Enumerable.Range(0, 61).Select(each => new TouchPath([$"c{each}"], 1, 0)),
                    ])
                )
                .Faults.Single()
                .Code
        );
    }

    [Fact]
    public void DistanceTo_Credits_ByHand()
    {
        var result = new AttributionResult(AttributionMethod.LastTouch, [new("a", 8), new("b", 4)], 0);

        Assert.Equal(
            0.6,
            result
                .DistanceTo(
                    new Dictionary<string, double>
                    {
                        ["a"] = 5,
                        ["b"] = 1,
                        ["c"] = 4,
                    }
                )!
                .Value,
            12
        );
        Assert.Null(result.DistanceTo(new Dictionary<string, double>()));
        Assert.Null((result with { Credits = [new("a", null)] }).DistanceTo(new Dictionary<string, double> { ["a"] = 5 }));
    }

    private static AttributionResult Of(AttributionMethod method, TouchPath[] paths, AttributionOptions? options = null) =>
        new Attributor(options ?? new AttributionOptions()).Attribute(paths).Results.Single(result => result.Method == method);
}
