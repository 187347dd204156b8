// Stands in for modules that webtorrent uses in Node only.
module.exports = {};
