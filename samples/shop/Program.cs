using Kuajie.Samples.Shop;

var settings = ShopSettings.From(Environment.GetEnvironmentVariable);
await using var shop = Shop.Build(settings);
await shop.RunAsync();
