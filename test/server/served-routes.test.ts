import Router from '@koa/router';
import { expect, it } from 'vitest';
import { servedRoutes } from '../../runtime/http/served-routes.js';

const answer = () => {};

/** Without health and metrics, which every server has. */
function routesOf(router: Router) {
  const before = ['/healthz', '/readyz', '/metrics'];
  const all = servedRoutes(router);
  expect(all.filter(({ uri }) => before.includes(uri)).map(({ uri, methods, name }) => [uri, methods, name])).toEqual([
    ['/healthz', ['GET', 'HEAD'], 'healthz'],
    ['/metrics', ['GET', 'HEAD'], 'metrics'],
    ['/readyz', ['GET', 'HEAD'], 'readyz'],
  ]);
  return all.filter(({ uri }) => !before.includes(uri));
}

it('names routes as people write them, in the order of their paths', () => {
  const router = new Router();
  router.post('/posts/:post/comments', answer);
  router.get('/', answer);
  router.get('/posts/:post', answer);
  router.post('/posts', answer);
  router.get('/posts', answer);
  router.post('/votes/:vote', answer);
  router.get('/.well-known/thing', answer);
  router.get('sign-in', '/login', answer);
  expect(routesOf(router)).toEqual([
    { uri: '/', methods: ['GET', 'HEAD'], name: 'home' },
    { uri: '/.well-known/thing', methods: ['GET', 'HEAD'], name: 'well-known.thing' },
    { uri: '/login', methods: ['GET', 'HEAD'], name: 'sign-in' },
    { uri: '/posts', methods: ['GET', 'HEAD', 'POST'], name: 'posts.index' },
    { uri: '/posts/{post}', methods: ['GET', 'HEAD'], name: 'posts.show' },
    { uri: '/posts/{post}/comments', methods: ['POST'], name: 'posts.comments' },
    { uri: '/votes/{vote}', methods: ['POST'], name: 'votes.update' },
  ]);
});

it('gives no two routes one name', () => {
  const router = new Router();
  router.get('/posts/comments', answer);
  router.get('/posts/:post/comments', answer);
  expect(routesOf(router).map(({ name }) => name)).toEqual(['posts.comments', 'posts.post.comments']);
});

it('takes what is mounted, and neither middleware nor what answers where nothing is', () => {
  const pages = new Router({ prefix: '/account' });
  pages.use(answer);
  pages.get('/cart', answer);
  pages.all('/{*rest}', answer);
  const router = new Router();
  router.use(pages.routes());
  expect(routesOf(router)).toEqual([{ uri: '/account/cart', methods: ['GET', 'HEAD'], name: 'account.cart' }]);
});

it('takes the address of an expression from its name', () => {
  const router = new Router();
  router.get('/files/{name}.zip', /^\/files\/([^/]+)\.zip$/, answer);
  expect(routesOf(router)).toEqual([{ uri: '/files/{name}.zip', methods: ['GET', 'HEAD'], name: 'files.show' }]);
});
